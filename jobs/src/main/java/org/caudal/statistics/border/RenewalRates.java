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
 * <p>Chance may be mistaken, such as where nationalities differ in age. Controls are pairs that
 * cannot be of one traveller; chance is multiplied by controls over the chance of controls of the
 * kind, and of the span where these are {@value #ENOUGH_OF_SPAN} or more. Below one, and of fewer
 * than {@value #ENOUGH} controls, it is as it is.
 *
 * <p>A pair stands against an end that none follows and a beginning that follows none. Each is so
 * with the probability 1 - m, where m is E of all over the documents: rates are divided by its
 * square, so that over the rate of beginnings they are odds. Where m exceeds {@value
 * #MOST_FOLLOWED} the excess cannot be that of renewals, and all rates are zero.
 *
 * <p><b>Known bias.</b> A person of three documents has three pairs, of which two are of one
 * document and the next: m and the rates of long spans are too high where that is frequent.
 */
public final class RenewalRates {
  static final double MOST_FOLLOWED = 0.5;
  static final int ENOUGH = 10;
  static final int ENOUGH_OF_SPAN = 400; // five per cent of error

  private RenewalRates() {}

  /**
   * Pairs of a kind and span.
   *
   * @param pairs ends and later beginnings of documents
   * @param chance how many of them chance would make
   * @param watched months of that span that ends were watched, of all kinds
   * @param controls pairs that cannot be of one traveller
   * @param controlChance how many of them chance would make
   */
  public record Cell(
      int kind,
      int span,
      double pairs,
      double chance,
      double watched,
      double controls,
      double controlChance) {}

  /**
   * Documents that follow, by kind and span, for an end and month, against none that does, over
   * what chance is to be multiplied by; zero where none was counted.
   *
   * @param documents documents in all
   */
  public static double[][] of(List<Cell> cells, int kinds, int spans, long documents) {
    double[][] misfit = misfit(cells, kinds, spans);
    double[] ofKind = new double[kinds];
    cells.forEach(cell -> ofKind[cell.kind()] += excess(cell, misfit));
    clip(ofKind);
    double[] ofSpan = new double[spans];
    double[] watched = new double[spans];
    for (Cell cell : cells) {
      ofSpan[cell.span()] += ofKind[cell.kind()] > 0 ? excess(cell, misfit) : 0;
      watched[cell.span()] = Math.max(watched[cell.span()], cell.watched());
    }
    clip(ofSpan);
    double all = Arrays.stream(ofKind).sum();
    double followed = Arrays.stream(ofSpan).sum() / documents;
    double[][] rate = new double[kinds][spans];
    if (followed > MOST_FOLLOWED) {
      return rate;
    }
    double alone = 1 - followed;
    for (int kind = 0; kind < kinds; kind++) {
      for (int span = 0; span < spans; span++) {
        rate[kind][span] =
            all > 0 && watched[span] > 0
                ? ofKind[kind]
                    / all
                    * ofSpan[span]
                    / watched[span]
                    / (alone * alone)
                    / misfit[kind][span]
                : 0;
      }
    }
    return rate;
  }

  private static double excess(Cell cell, double[][] misfit) {
    return cell.pairs() - cell.chance() * misfit[cell.kind()][cell.span()];
  }

  /** By how much there are more controls than by chance, by kind and span. */
  private static double[][] misfit(List<Cell> cells, int kinds, int spans) {
    double[] controls = new double[kinds];
    double[] chance = new double[kinds];
    for (Cell cell : cells) {
      controls[cell.kind()] += cell.controls();
      chance[cell.kind()] += cell.controlChance();
    }
    double[][] misfit = new double[kinds][spans];
    Arrays.setAll(
        misfit,
        kind -> {
          double[] ofSpans = new double[spans];
          Arrays.fill(ofSpans, misfit(controls[kind], chance[kind], ENOUGH));
          return ofSpans;
        });
    for (Cell cell : cells) {
      if (cell.controls() >= ENOUGH_OF_SPAN) {
        misfit[cell.kind()][cell.span()] =
            misfit(cell.controls(), cell.controlChance(), ENOUGH_OF_SPAN);
      }
    }
    return misfit;
  }

  private static double misfit(double controls, double chance, int enough) {
    return controls >= enough && chance > 0 ? Math.max(controls / chance, 1) : 1;
  }

  private static void clip(double[] sums) {
    Arrays.setAll(sums, i -> Math.max(sums[i], 0));
  }
}
