package org.caudal.statistics.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.caudal.statistics.border.DocumentChains.Candidate;
import org.caudal.statistics.border.DocumentChains.Pair;
import org.junit.jupiter.api.Test;

/** Which documents are of one traveller; rates are learnt from journeys whose truth is known. */
class DocumentChainsTest {
  private static final int MONTHS = 60;
  private static final int SPANS = 10;
  private static final int LENGTH = 6; // months

  private static List<String> texts(List<Pair> pairs) {
    return pairs.stream()
        .map(
            pair ->
                String.format(
                    Locale.ROOT,
                    "%s-%s %.4f%s",
                    pair.candidate().document(),
                    pair.candidate().next(),
                    pair.probability(),
                    pair.isPaired() ? " of " + pair.first() : ""))
        .toList();
  }

  @Test
  void aTravellerIsTheFirstDocumentOfAChain() {
    // a-b, a-c and b-c hang together: ways none 1, one 4 + 1 + 9, a-b with b-c 36, in all 51
    assertThat(
            texts(
                DocumentChains.of(
                    List.of(
                        new Candidate("a", "b", 4),
                        new Candidate("a", "c", 1),
                        new Candidate("b", "c", 9),
                        new Candidate("c", "d", 3),
                        new Candidate("e", "f", 0.9)),
                    0.5)))
        .containsExactly(
            "a-b 0.7843 of a", // 40 / 51
            "a-c 0.0196", // 1 / 51
            "b-c 0.8824 of a", // 45 / 51
            "c-d 0.7500 of a",
            "e-f 0.4737");
  }

  @Test
  void theBestChoiceIsTakenAndOfItWhatIsProbable() {
    // a-c alone has odds of 100 to 1, a-d and b-c together 20 x 15 = 300; all ways are 1 + 100 + 20
    // +
    // 15 + 300 = 436, of which a-d has 320, a-c 100 and b-c 315
    assertThat(
            texts(
                DocumentChains.of(
                    List.of(
                        new Candidate("a", "c", 100),
                        new Candidate("a", "d", 20),
                        new Candidate("b", "c", 15)),
                    0.5)))
        .containsExactly("a-c 0.2294", "a-d 0.7339 of a", "b-c 0.7225 of b");
    // odds of 2 are in the choice, but two thirds are not 0.9
    List<Candidate> weak = List.of(new Candidate("a", "b", 2));
    assertThat(texts(DocumentChains.of(weak, 0.66))).containsExactly("a-b 0.6667 of a");
    assertThat(texts(DocumentChains.of(weak, 0.9))).containsExactly("a-b 0.6667");
    // where a break falls the chain begins anew
    assertThat(
            texts(
                DocumentChains.of(
                    List.of(
                        new Candidate("a", "b", 9),
                        new Candidate("b", "c", 2),
                        new Candidate("c", "d", 9)),
                    0.8)))
        .containsExactly("a-b 0.9000 of a", "b-c 0.6667", "c-d 0.9000 of c");
  }

  @Test
  void ratesAreTheExcessOverChance() {
    // kind 0: 30 pairs, 10 by chance; kind 1: 8 and 3; kind 2: fewer than by chance, so none.
    // Spans of kinds 0 and 1: (20 + 5) - 8 = 17 and (10 + 3) - 5 = 8. 20/25 of 17 in 100 months
    // are 0.136, of 8 in 50 months 0.128; 5/25 are 0.034 and 0.032. Of 50 documents 25 are
    // followed:
    // half of the ends, and half of the beginnings, stand alone, which makes four times as much.
    double[][] rates =
        RenewalRates.of(
            List.of(
                new RenewalRates.Cell(0, 0, 20, 6, 100, 0, 0),
                new RenewalRates.Cell(0, 1, 10, 4, 50, 0, 0),
                new RenewalRates.Cell(1, 0, 5, 2, 100, 0, 0),
                new RenewalRates.Cell(1, 1, 3, 1, 50, 0, 0),
                new RenewalRates.Cell(2, 0, 1, 9, 100, 0, 0),
                new RenewalRates.Cell(2, 1, 0, 0, 50, 0, 0)),
            3,
            2,
            50);
    assertThat(rates[0]).containsExactly(new double[] {0.544, 0.512}, within(1e-12));
    assertThat(rates[1]).containsExactly(new double[] {0.136, 0.128}, within(1e-12));
    assertThat(rates[2]).containsExactly(0, 0);
    assertThat(RenewalRates.of(List.of(), 1, 1, 9)[0]).containsExactly(0);
  }

  @Test
  void whereMostSeemFollowedNoneIs() {
    // 36 pairs, 10 by chance: 26 of 52 are one half, 26 of 51 more
    List<RenewalRates.Cell> cells = List.of(new RenewalRates.Cell(0, 0, 36, 10, 100, 0, 0));
    assertThat(RenewalRates.of(cells, 1, 1, 52)[0])
        .containsExactly(new double[] {0.26 * 4}, within(1e-12));
    assertThat(RenewalRates.of(cells, 1, 1, 51)[0]).containsExactly(0);
  }

  @Test
  void chanceIsRaisedByControls() {
    // 20 controls where chance makes 8 + 2: twice as many. Of 30 + 6 pairs 2 x (8 + 2) are by
    // chance, 30 - 16 = 14 of the first span and 6 - 4 = 2 of the second. Of 32 documents half are
    // followed. Over chance the rates are halved again: 14 / 100 x 4 / 2, 2 / 50 x 4 / 2.
    assertThat(raised(new int[] {17, 3}, 30, 6, 8, 2, 32))
        .containsExactly(new double[] {0.28, 0.08}, within(1e-12));
    // nine say nothing, though chance makes 6: 26 and 4 of 60
    assertThat(raised(new int[] {9, 0}, 30, 6, 4, 2, 60))
        .containsExactly(new double[] {1.04, 0.32}, within(1e-12));
    // fewer than by chance do not lower it
    assertThat(raised(new int[] {10, 0}, 50, 30, 40, 14, 52))
        .containsExactly(new double[] {10 / 100.0 * 4, 16 / 50.0 * 4}, within(1e-12));
    // 400 of a span speak for it alone: 400 / 200 = 2 there, 405 / 300 = 1.35 in the other;
    // 600 - 400 = 200 and 235 - 135 = 100 of 600
    assertThat(raised(new int[] {400, 5}, 600, 235, 200, 100, 600))
        .containsExactly(new double[] {200 / 100.0 * 4 / 2, 100 / 50.0 * 4 / 1.35}, within(1e-12));
  }

  private static double[] raised(
      int[] controls, int first, int second, int firstChance, int secondChance, int documents) {
    return RenewalRates.of(
        List.of(
            new RenewalRates.Cell(0, 0, first, firstChance, 100, controls[0], firstChance),
            new RenewalRates.Cell(0, 1, second, secondChance, 50, controls[1], secondChance)),
        1,
        2,
        documents)[0];
  }

  /** A document with the months of its beginning and end, and its person. */
  private record Made(double begin, double end, int person) {}

  private static List<List<Made>> travellers(Random random, int blocks, int people) {
    List<List<Made>> made = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      made.add(new ArrayList<>());
    }
    for (int person = 0; person < people; person++) {
      List<Made> block = made.get(random.nextInt(blocks)); // as birth dates fall
      double begin = random.nextDouble() * MONTHS;
      while (begin < MONTHS) {
        block.add(new Made(begin, begin, person));
        // one in ten is followed, after 8 months on average
        double gap = -8 * Math.log(1 - random.nextDouble());
        begin += random.nextInt(10) == 0 ? gap : MONTHS;
      }
    }
    return made;
  }

  private static double[] rates(List<List<Made>> made, double flow, long documents) {
    double[] pairs = new double[SPANS];
    double[] watched = new double[SPANS];
    for (List<Made> block : made) {
      for (Made a : block) {
        for (int span = 0; span < SPANS; span++) {
          watched[span] += Math.min(Math.max(MONTHS - a.end() - span * LENGTH, 0), LENGTH);
        }
        block.stream()
            .filter(b -> b.begin() > a.end())
            .forEach(b -> pairs[(int) ((b.begin() - a.end()) / LENGTH)]++);
      }
    }
    List<RenewalRates.Cell> cells = new ArrayList<>();
    for (int span = 0; span < SPANS; span++) {
      cells.add(
          new RenewalRates.Cell(0, span, pairs[span], watched[span] * flow, watched[span], 0, 0));
    }
    return RenewalRates.of(cells, 1, SPANS, documents)[0];
  }

  @Test
  void ofMadeUpTravellersProbabilitiesAreTheSharesThatAreRightByATenth() {
    List<List<Made>> made = travellers(new Random(3), 45_000, 20_000);
    long documents = made.stream().mapToLong(List::size).sum();
    double flow = documents / (45_000.0 * MONTHS); // by block and month
    double[] rate = rates(made, flow, documents);
    // one in ten is followed, in the first half year 1 - exp(-6/8) = 53 % of those, by 6 months; as
    // some are followed after the end of the records, eleven in twelve stand alone
    assertThat(rate[0]).isCloseTo(0.1 * 0.53 / 6 / (121 / 144.0), within(0.0015));
    double[] sum = new double[2]; // of pairs of less and of more than one half
    double[] right = new double[2];
    int paired = 0;
    for (List<Made> block : made) {
      List<Candidate> candidates = new ArrayList<>();
      List<Boolean> isRight = new ArrayList<>();
      for (Made a : block) {
        for (Made b : block) {
          double gap = b.begin() - a.end();
          if (gap > 0) {
            double odds = rate[(int) (gap / LENGTH)] / flow;
            candidates.add(new Candidate("" + a.begin(), "" + b.begin(), odds));
            isRight.add(a.person() == b.person());
          }
        }
      }
      List<Pair> found = DocumentChains.of(candidates, 0.5);
      for (int i = 0; i < found.size(); i++) {
        double probability = found.get(i).probability();
        int half = probability < 0.5 ? 0 : 1;
        sum[half] += probability;
        right[half] += isRight.get(i) ? 1 : 0;
        paired += found.get(i).isPaired() ? 1 : 0;
      }
    }
    for (int half = 0; half < 2; half++) {
      System.out.printf(Locale.ROOT, "%.0f expected, %.0f right%n", sum[half], right[half]);
      assertThat(right[half]).isCloseTo(sum[half], withinPercentage(10));
    }
    assertThat(paired).isGreaterThan(500);
  }
}
