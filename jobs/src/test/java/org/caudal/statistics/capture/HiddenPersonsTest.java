package org.caudal.statistics.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.caudal.statistics.capture.Captures.Pair;
import org.caudal.statistics.capture.LogLinear.Existence;
import org.caudal.statistics.capture.LogLinear.Fit;
import org.caudal.testing.SharedData;
import org.junit.jupiter.api.Test;

/** Published capture histories, against SparseMSE 2.0.1 and Rcapture 1.4-4. */
class HiddenPersonsTest {

  private static List<String[]> csv(String file) throws IOException {
    return Files.readAllLines(SharedData.require("registers/mse/" + file)).stream()
        .map(line -> line.replaceAll("(\"[^\"]*\")|", "$1"))
        .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
        .map(cells -> Arrays.stream(cells).map(c -> c.replace("\"", "")).toArray(String[]::new))
        .toList();
  }

  static Captures captures(String name) throws IOException {
    List<String[]> rows = csv("SparseMSE_" + name + ".csv");
    List<String> lists = List.of(rows.get(0)).subList(0, rows.get(0).length - 1);
    long[] counts = new long[1 << lists.size()];
    for (String[] row : rows.subList(1, rows.size())) {
      int pattern = 0;
      for (int i = 0; i < lists.size(); i++) {
        pattern |= Integer.parseInt(row[i]) << i;
      }
      counts[pattern] += Long.parseLong(row[lists.size()]);
    }
    return new Captures(lists, counts);
  }

  private static double high(Captures captures, Fit fit) {
    return captures.observed() + fit.hidden() * Math.exp(1.959963984540054 * fit.logError());
  }

  @Test
  void estimatesAreThoseOfSparseMse() throws IOException {
    List<String> compared = new ArrayList<>();
    for (String[] row : csv("expected_sparsemse.csv")) {
      if (row[0].equals("dataset")) {
        continue;
      }
      Captures captures = captures(row[0]);
      List<Pair> pairs = captures.pairs();
      List<Pair> chosen = List.of();
      if (row[1].equals("all2")) {
        chosen = pairs;
      } else if (row[1].startsWith("step")) {
        chosen =
            Objects.requireNonNull(Stepwise.of(captures, Double.parseDouble(row[1].substring(4))))
                .pairs();
      }
      LogLinear model = new LogLinear(captures, chosen);
      Fit fit = model.fit();
      String name = row[0] + " " + row[1];
      compared.add(name);
      assertThat(model.existence()).as(name).isEqualTo(Existence.EXISTS);
      assertThat(captures.observed()).as(name).isEqualTo(Long.parseLong(row[2]));
      assertThat(captures.observed() + fit.hidden())
          .as(name)
          .isCloseTo(Double.parseDouble(row[4]), Percentage.withPercentage(1e-4));
      assertThat(high(captures, fit))
          .as(name)
          // R takes errors from the step before the last
          .isCloseTo(Double.parseDouble(row[5]), Percentage.withPercentage(1e-2));
      assertThat(fit.aic()).as(name).isCloseTo(Double.parseDouble(row[6]), within(1e-6));
      assertThat(fit.deviance()).as(name).isCloseTo(Double.parseDouble(row[7]), within(1e-6));
      // the terms, whatever the order of their lists
      TreeSet<String> terms = new TreeSet<>();
      for (Pair pair : chosen) {
        if (!model.empty().contains(pair)) {
          terms.add(captures.name(pair));
        }
      }
      TreeSet<String> expected = new TreeSet<>();
      for (String term : row[10].split(" ")) {
        if (term.contains(":")) {
          String[] two = term.split(":");
          boolean inOrder = captures.lists().indexOf(two[0]) < captures.lists().indexOf(two[1]);
          expected.add(inOrder ? term : two[1] + ":" + two[0]);
        }
      }
      assertThat(terms).as(name).isEqualTo(expected);
    }
    assertThat(compared).hasSize(19);
  }

  @Test
  void theRankingOfAllModelsIsThatOfRcapture() throws IOException {
    Captures captures = captures("UKdat_5");
    Map<String, String[]> expected = new HashMap<>();
    for (String[] row : csv("expected_rcapture_uk5_all_models.csv")) {
      expected.put(row[7], row);
    }
    ModelRanking ranking = ModelRanking.of(captures, 1e9);
    assertThat(ranking.plausible()).hasSizeGreaterThan(900);
    for (ModelRanking.Ranked ranked : ranking.plausible()) {
      String[] row = Objects.requireNonNull(expected.get(notation(captures, ranked)));
      String name = row[7];
      double hidden = ranked.fit().hidden();
      assertThat(captures.observed() + hidden)
          .as(name)
          .isCloseTo(Double.parseDouble(row[0]), Percentage.withPercentage(1e-4));
      // their error is that of the count as well: Poisson about its mean
      assertThat(Math.sqrt(hidden + Math.pow(hidden * ranked.fit().logError(), 2)))
          .as(name)
          .isCloseTo(Double.parseDouble(row[1]), Percentage.withPercentage(1e-2));
      assertThat(ranked.fit().deviance())
          .as(name)
          .isCloseTo(Double.parseDouble(row[2]), within(1e-5));
      assertThat(ranked.fit().aic()).as(name).isCloseTo(Double.parseDouble(row[4]), within(1e-5));
      assertThat(ranked.bic()).as(name).isCloseTo(Double.parseDouble(row[5]), within(1e-5));
    }
  }

  /** As Rcapture writes a model: its pairs, and lists in none of them. */
  private static String notation(Captures captures, ModelRanking.Ranked ranked) {
    List<String> parts = new ArrayList<>();
    String terms = ranked.model().terms();
    boolean[] isIn = new boolean[captures.lists().size()];
    for (Pair pair : captures.pairs()) {
      if ((" " + terms + " ").contains(" " + captures.name(pair) + " ")) {
        parts.add("" + (pair.first() + 1) + (pair.second() + 1));
        isIn[pair.first()] = true;
        isIn[pair.second()] = true;
      }
    }
    for (int i = 0; i < isIn.length; i++) {
      if (!isIn[i]) {
        parts.add("" + (i + 1));
      }
    }
    return "[" + String.join(",", parts) + "]";
  }

  @Test
  void aModelThatTheTableCannotTellIsRefusedWithItsReason() throws IOException {
    Captures artificial = captures("Artificial_3");
    assertThat(new LogLinear(artificial, artificial.pairs()).existence())
        .isEqualTo(Existence.NOT_IDENTIFIABLE);
    // whoever is on B is on A: an effect of A without an end
    Captures nested = new Captures(List.of("A", "B"), new long[] {0, 5, 0, 7});
    assertThat(new LogLinear(nested, List.of()).existence()).isEqualTo(Existence.NO_MAXIMUM);
    assertThat(Stepwise.of(nested, 0.02)).isNull();
  }

  @Test
  void aModelThatFitsALargeTableExactlyConverges() {
    // three lists with all pairs: 7 effects for 7 counts, hidden = n1 n2 n4 n7 / (n3 n5 n6)
    long[] counts = {0, 162_380, 255_357, 242_666, 134_189, 196_981, 258_314, 224_270};
    Captures large = new Captures(List.of("A", "B", "C"), counts);
    double hidden =
        1.0 * counts[1] * counts[2] / counts[3] * counts[4] / counts[5] * counts[7] / counts[6];
    assertThat(new LogLinear(large, large.pairs()).fit().hidden())
        .isCloseTo(hidden, Percentage.withPercentage(1e-6));
  }

  @Test
  void anIntervalThatKnowsOfTheChoiceIsWider() throws IOException {
    Captures captures = captures("UKdat_5");
    Stepwise sample = Objects.requireNonNull(Stepwise.of(captures, 0.02));
    Reselection interval = Reselection.of(captures, sample, 0.02, 1000, 1, 0.95);
    // SparseMSE: 8,922 to 15,653 with replicates of its own, against 9,884 to 13,027 of one model.
    // The lower end is the third smallest of a thousand replicates.
    assertThat(interval.low()).isCloseTo(8922, Percentage.withPercentage(8));
    assertThat(interval.high()).isCloseTo(15_653, Percentage.withPercentage(6));
    assertThat(Reselection.of(captures, sample, 0.02, 1000, 1, 0.95)).isEqualTo(interval);
  }

  @Test
  void modelsThatFitAboutAsWellMakeOneWideInterval() throws IOException {
    Captures captures = captures("UKdat_5");
    ModelRanking ranking = ModelRanking.of(captures, 6);
    ModelRanking.Ranked best = ranking.plausible().get(0);
    // 22,991 of BIC 196.54 first, 12,262 of 197.49 next: weights as 1 to exp(-0.4776)
    assertThat(captures.observed() + best.fit().hidden()).isCloseTo(22_991.33, within(0.01));
    assertThat(ranking.plausible().get(1).weight() / best.weight())
        .isCloseTo(Math.exp(-(197.494964756439 - 196.539755551615) / 2), within(1e-5));
    double low = captures.observed() + ranking.hidden(0.025);
    double high = captures.observed() + ranking.hidden(0.975);
    // within two of the best there are 11,313 (9,884 at least) and 25,978
    assertThat(low).isBetween(9_000.0, 11_313.0);
    assertThat(high).isGreaterThan(25_978);
    // of one model alone it is the interval of that model
    ModelRanking alone = ModelRanking.of(captures, 0);
    assertThat(alone.hidden(0.5)).isCloseTo(best.fit().hidden(), within(1e-6));
    assertThat(captures.observed() + alone.hidden(0.975))
        .isCloseTo(high(captures, best.fit()), within(1e-3));
  }
}
