package org.caudal.synthetic.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.phone.PlainPersonFlows.Figure;
import org.caudal.synthetic.phone.RedrawnPhones.Phone;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/**
 * Flows of persons estimated from the phones of the synthetic country, against who moved, with the
 * statistics of the jobs and without their tables; {@code PersonFlowsTest} has those.
 */
@SparkTest(compiled = true)
class PersonFlowCoverageTest {
  private static final LocalDate BEFORE = LocalDate.of(2024, 3, 1);
  private static final LocalDate AFTER = LocalDate.of(2025, 3, 1);
  private static final double PERSONS = 0.87; // to a device
  private static final int HOUSEHOLD = 32; // numbers of persons

  private static final long PEOPLE = Long.getLong("coverage.people", 2500);
  private static final long SEEDS = Long.getLong("coverage.seeds", 1);
  private static final int RUNS = Integer.getInteger("coverage.runs", 3);
  private static final long ENOUGH_DRAWS = 60; // for the share that intervals of 95 % should have

  /** How many of some figures hold the truth. */
  private static final class Tally {
    private int cells;
    private int held;
    private int above;
    private int heldByNaive;
    private double truth;
    private double estimate;
    private double naive;
    private double squares;

    private void add(Figure figure, double true_) {
      cells++;
      held += figure.low() <= true_ && true_ <= figure.high() ? 1 : 0;
      above += figure.low() > true_ ? 1 : 0;
      // an interval as wide, about the naive figure
      double low = figure.naive() - (figure.estimate() - figure.low());
      double high = figure.naive() + (figure.high() - figure.estimate());
      heldByNaive += low <= true_ && true_ <= high ? 1 : 0;
      truth += true_;
      estimate += figure.estimate();
      naive += figure.naive();
      squares += Math.pow((figure.estimate() - true_) / Math.max(1e-9, figure.standardError()), 2);
    }

    private double coverage() {
      return (double) held / cells;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d of %d = %.1f %%, %d above the truth; naive %.1f %%; sums of a draw: true %.0f, estimate %.0f, naive %.0f",
          held,
          cells,
          100 * coverage(),
          above,
          100.0 * heldByNaive / cells,
          truth / (RUNS * SEEDS),
          estimate / (RUNS * SEEDS),
          naive / (RUNS * SEEDS));
    }
  }

  @Test
  void intervalsHoldTheMovesOfThePeopleAndNaiveFiguresDoNot(SparkSession spark) {
    Map<String, Tally> tallies = new TreeMap<>();
    Tally workers = new Tally(); // naive: not by who registered the phones
    double users = 0;
    PlainPersonFlows estimator = new PlainPersonFlows(200, PERSONS, Map.of());
    for (long seed = 7; seed < 7 + SEEDS; seed++) {
      RedrawnPhones country =
          new RedrawnPhones(new SyntheticInputs(spark, 1, PEOPLE, seed), BEFORE, AFTER);
      Map<String, Double> residents = country.residents();
      Map<String, Double> truth = country.truth();
      Map<String, Double> still = country.stillThere();
      PlainPersonFlows registered =
          new PlainPersonFlows(
              200,
              PERSONS,
              Map.of("sex", country.residents("sex"), "age_band", country.residents("age_band")));
      List<List<Phone>> drawn = country.draw(RUNS + 1);
      List<Phone> asked = drawn.remove(RUNS);
      PlainPersonFlows used =
          new PlainPersonFlows(
              200,
              PERSONS,
              Map.of(
                  "sex",
                  country.residents("sex", asked),
                  "age_band",
                  country.residents("age_band", asked)));
      for (List<Phone> phones : drawn) {
        workers.truth += country.workers();
        List<Phone> fewer = phones.stream().filter(PersonFlowCoverageTest::isLeft).toList();
        workers.naive += estimator.workers(fewer, residents);
        workers.estimate += registered.workers(fewer, residents);
        users += used.workers(fewer, residents);
        for (var by :
            Map.of("", estimator, ", by holder", registered, ", by use", used).entrySet()) {
          by.getValue()
              .figures(phones, residents)
              .forEach(
                  (flow, figure) -> {
                    String kind = kind(flow) + by.getKey();
                    double persons = truth.getOrDefault(flow, 0.0);
                    tally(tallies, kind).add(figure, persons);
                    if (kind.startsWith("mover")) {
                      String size =
                          persons < 3 ? "below 3" : persons < 11 ? "3 to 10" : "11 or more";
                      tally(tallies, kind + ", " + size).add(figure, persons);
                    }
                    if (kind.equals("stayer")) {
                      tally(tallies, "stayer, neither dead nor left")
                          .add(figure, still.getOrDefault(flow, 0.0));
                    }
                  });
        }
      }
    }
    tallies.forEach((kind, tally) -> System.out.println(kind + ": " + tally));
    System.out.printf(
        Locale.ROOT,
        "residents who work, half of the women without a phone: true %.0f, by area alone %.0f, by sex and age of the holder %.0f, by whose phones they use %.0f%n",
        workers.truth / (RUNS * SEEDS),
        workers.naive / (RUNS * SEEDS),
        workers.estimate / (RUNS * SEEDS),
        users / (RUNS * SEEDS));
    Tally movers = Objects.requireNonNull(tallies.get("mover"));
    Tally stayers = Objects.requireNonNull(tallies.get("stayer"));
    Tally stocks = Objects.requireNonNull(tallies.get("stock"));
    assertThat(movers.coverage()).as("movers").isGreaterThanOrEqualTo(0.9);
    assertThat(stayers.coverage()).as("stayers").isGreaterThanOrEqualTo(0.87);
    assertThat(stocks.coverage()).as("stocks").isGreaterThanOrEqualTo(0.87);
    if (RUNS * SEEDS >= ENOUGH_DRAWS) {
      assertThat(List.of(movers, stayers, stocks))
          .allSatisfy(tally -> assertThat(tally.coverage()).isBetween(0.93, 0.97));
    }
    assertThat(stayers.heldByNaive + stocks.heldByNaive).as("by one national factor").isZero();
    assertThat(movers.naive).isLessThan(movers.truth);
    // of men 0.8 work, of women 0.68 times as many: two men to a woman are 6 % more workers
    assertThat(workers.naive / workers.truth).as("by area alone").isGreaterThan(1.04);
    assertThat(workers.estimate / workers.truth).as("by holders").isCloseTo(1, within(0.03));
    // above 1 on the whole: of small flows those are there of which a device was seen
    assertThat(movers.estimate / movers.truth).isBetween(0.85, 1.25);
    // and not because the intervals say nothing
    assertThat(movers.squares / movers.cells).isBetween(0.3, 2.0);
  }

  /** Women of every other household have no phone. */
  private static boolean isLeft(Phone phone) {
    return !phone.holder().sex().equals("2") || phone.sim() / Cards.PLACES / HOUSEHOLD % 2 == 0;
  }

  private static String kind(String flow) {
    String to = flow.substring(flow.indexOf('>') + 1);
    return flow.startsWith(">") ? "stock" : flow.startsWith(to) ? "stayer" : "mover";
  }

  private static Tally tally(Map<String, Tally> tallies, String kind) {
    return tallies.computeIfAbsent(kind, k -> new Tally());
  }
}
