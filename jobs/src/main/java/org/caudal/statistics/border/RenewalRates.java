package org.caudal.statistics.border;

import java.util.Arrays;
import java.util.List;

/**
 * How often a document is followed by another of the same traveller, from how many more pairs of
 * documents of one birth date and sex there are than by chance.
 *
 * <p>Pairs are counted by kind, such as a change of nationality, and by span, such as 3 to 5 months
 * after the exit of a document that was seen once. Those above chance are of one traveller: E =
 * pairs - chance. Kind and span are taken for independent among them, which steadies the figures of
 * few pairs: of kind k and span s there are E of the kind times E of the span over E of all, sums
 * below zero counting as none. Over the months of that span that the ends of documents were
 * watched, that is a rate by end and month.
 *
 * <p>A pair stands against an end that none follows and a beginning that follows none. Each is so
 * with the probability 1 - m, where m is E of all over the documents: rates are divided by its
 * square, so that over the rate of beginnings they are odds.
 */
public final class RenewalRates {
  /** So many documents are taken to be alone at the least, where hardly any seems to be. */
  private static final double LEAST_ALONE = 0.1;

  private RenewalRates() {}

  /**
   * Pairs of a kind and span.
   *
   * @param pairs ends and later beginnings of documents
   * @param chance how many of them chance would make
   * @param watched months of that span that ends were watched, of all kinds
   */
  public record Cell(int kind, int span, double pairs, double chance, double watched) {}

  /**
   * Documents that follow, by kind and span, for an end and month, against none that does; zero
   * where none was counted.
   *
   * @param documents documents in all
   */
  public static double[][] of(List<Cell> cells, int kinds, int spans, long documents) {
    double[] ofKind = new double[kinds];
    cells.forEach(cell -> ofKind[cell.kind()] += cell.pairs() - cell.chance());
    clip(ofKind);
    double[] ofSpan = new double[spans];
    double[] watched = new double[spans];
    for (Cell cell : cells) {
      ofSpan[cell.span()] += ofKind[cell.kind()] > 0 ? cell.pairs() - cell.chance() : 0;
      watched[cell.span()] = Math.max(watched[cell.span()], cell.watched());
    }
    clip(ofSpan);
    double all = Arrays.stream(ofKind).sum();
    double alone = Math.max(1 - Arrays.stream(ofSpan).sum() / (double) documents, LEAST_ALONE);
    double[][] rate = new double[kinds][spans];
    for (int kind = 0; kind < kinds; kind++) {
      for (int span = 0; span < spans; span++) {
        rate[kind][span] =
            all > 0 && watched[span] > 0
                ? ofKind[kind] / all * ofSpan[span] / watched[span] / (alone * alone)
                : 0;
      }
    }
    return rate;
  }

  private static void clip(double[] sums) {
    Arrays.setAll(sums, i -> Math.max(sums[i], 0));
  }
}
