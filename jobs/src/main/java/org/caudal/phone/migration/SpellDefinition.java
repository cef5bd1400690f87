package org.caudal.phone.migration;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import org.caudal.statistics.spells.AdaptiveSpells;
import org.caudal.statistics.spells.ChiSegments;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** What counts as a residence: a method with its thresholds. */
public record SpellDefinition(
    @Doc("adaptive or chi2020") @Default("adaptive") Method method,
    @Doc("Least days of a residence") @Default("90") int minimumStay,
    @Doc("Most days without any record within a spell (adaptive)") @Default("120")
        int longestSilence,
    @Doc("Least days with records at a place (adaptive)") @Default("3") int minimumEvidence,
    @Doc("Level of the intervals of both ends (adaptive)") @Default("0.95") BigDecimal level,
    @Doc("Records of a place at most this many days apart belong together (chi2020)") @Default("7")
        int numDaysMissingGap,
    @Doc("Least days of a segment before segments are joined (chi2020)") @Default("30")
        int smallSegLen,
    @Doc("Least share of a segment's days with a record (chi2020)") @Default("0.6")
        BigDecimal segProp,
    @Doc("Most days that two places may share (chi2020)") @Default("0") int minOverlapPartLen,
    @Doc(
            "Whether who has segments at one place only keeps them; the authors' program, which looks for moves, drops them (chi2020)")
        @Default("true")
        boolean keepsNonMovers)
    implements Serializable {

  /** How spells are found. */
  public enum Method {
    /** Likelihoods learned from each device. */
    ADAPTIVE,
    /** The rule of Chi and others. */
    CHI2020
  }

  /** The methods check their thresholds. */
  public SpellDefinition {
    adaptive(minimumStay, longestSilence, minimumEvidence, level);
    chi(minimumStay, numDaysMissingGap, smallSegLen, segProp, minOverlapPartLen, keepsNonMovers);
  }

  private static AdaptiveSpells.Params adaptive(
      int stay, int silence, int evidence, BigDecimal level) {
    AdaptiveSpells.Params usual = AdaptiveSpells.Params.of(stay);
    return new AdaptiveSpells.Params(
        stay,
        usual.minimumOpenStay(),
        silence,
        evidence,
        usual.leastStayProbability(),
        usual.switchCost(),
        usual.moveCost(),
        level.doubleValue());
  }

  private static ChiSegments.Params chi(
      int stay, int gap, int small, BigDecimal share, int overlap, boolean keepsNonMovers) {
    return new ChiSegments.Params(
        stay,
        gap,
        small,
        share.doubleValue(),
        overlap,
        ChiSegments.Params.PUBLISHED.maxGapHomeDes(),
        /* distinctDays= */ true,
        keepsNonMovers);
  }

  SpellFinder finder() {
    return method == Method.ADAPTIVE
        ? SpellFinder.adaptive(adaptive(minimumStay, longestSilence, minimumEvidence, level))
        : SpellFinder.chi(
            chi(
                minimumStay,
                numDaysMissingGap,
                smallSegLen,
                segProp,
                minOverlapPartLen,
                keepsNonMovers));
  }

  /** The name of the method in tables. */
  String methodName() {
    return method.name().toLowerCase(Locale.ROOT);
  }

  /** The method with those of the thresholds that it has. */
  String name() {
    return methodName() + " " + text();
  }

  /** The thresholds as they stand beside every figure. */
  String text() {
    String stay = "minimum_stay " + minimumStay;
    return method == Method.ADAPTIVE
        ? stay
            + ", longest_silence "
            + longestSilence
            + ", minimum_evidence "
            + minimumEvidence
            + ", level "
            + level.stripTrailingZeros().toPlainString()
        : stay
            + ", num_days_missing_gap "
            + numDaysMissingGap
            + ", small_seg_len "
            + smallSegLen
            + ", seg_prop "
            + segProp.stripTrailingZeros().toPlainString()
            + ", min_overlap_part_len "
            + minOverlapPartLen
            + (keepsNonMovers ? "" : ", movers only");
  }
}
