package org.caudal.phone.migration;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.caudal.statistics.spells.Answers;
import org.caudal.statistics.spells.Answers.Answer;
import org.caudal.statistics.spells.Answers.Period;
import org.caudal.statistics.spells.Spell;
import org.caudal.statistics.spells.SpellRules;
import org.caudal.statistics.spells.SpellRules.MajorityRule;
import org.caudal.statistics.spells.SpellRules.MoveRule;
import org.caudal.statistics.spells.SpellRules.NightRule;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** Definitions of migration: rules with their thresholds. */
public final class MigrationDefinitions {
  /** The kind of what is counted by {@link Moves}. */
  static final String MOVE = "move";

  private static final double HALF = 0.5;

  private MigrationDefinitions() {}

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  /** A rule with its thresholds. */
  sealed interface Definition extends Serializable {
    /** Name of the rule. */
    String rule();

    /** The thresholds as they stand beside every figure. */
    String text();

    /** What it says of a device, whose spells are in order of time. */
    List<Answer> answers(List<Spell> spells, IntPredicate inCountry, List<Period> periods);
  }

  /** A move between two spells. */
  public record Moves(
      @Doc("Least days of the spell before") @Default("90") int daysBefore,
      @Doc("Least days of the spell after") @Default("90") int daysAfter,
      @Doc("Most days between the two") @Default("30") int mostGap,
      @Doc("Least probability of either to have lasted the minimum stay") @Default("0.5")
          double stayProbability,
      @Doc("Least probability that they are two residences") @Default("0.5") double probability)
      implements Definition, Counting {

    /** Refuses lengths that cannot be, and what is no probability. */
    public Moves {
      if (daysBefore < 1 || daysAfter < 1 || mostGap < 0) {
        throw new IllegalArgumentException(
            "days-before and days-after must be 1 or more, most-gap 0 or more");
      }
      if (!isShare(stayProbability) || !isShare(probability)) {
        throw new IllegalArgumentException("stay-probability and probability must be from 0 to 1");
      }
    }

    @Override
    public String rule() {
      return "moves";
    }

    @Override
    public String text() {
      return "days_before "
          + daysBefore
          + ", days_after "
          + daysAfter
          + ", most_gap "
          + mostGap
          + ", stay_probability "
          + stayProbability
          + ", probability "
          + probability;
    }

    @Override
    public List<Answer> answers(List<Spell> spells, IntPredicate inCountry, List<Period> periods) {
      return Answers.moves(spells, inCountry, periods, asRule());
    }

    @Override
    public int leastSpan() {
      return daysBefore + daysAfter;
    }

    @Override
    public Set<String> kinds() {
      return Set.of(MOVE);
    }

    @Override
    public List<Counted> counted(List<Spell> spells) {
      return Collections.nCopies(
          SpellRules.moves(spells, asRule()).size(), new Counted(MOVE, /* days= */ 0));
    }

    private MoveRule asRule() {
      return new MoveRule(daysBefore, daysAfter, mostGap, stayProbability, probability);
    }
  }

  /** Nights on both sides of a border: United Nations, MPDMS 5.2.3. */
  public record Nights(
      @Doc("Least nights on either side of the crossing") @Default("183") int nights,
      @Doc("Days on either side among which they are counted") @Default("365") int window)
      implements Definition {

    /** Refuses more nights than there are. */
    public Nights {
      if (nights < 1 || nights > window) {
        throw new IllegalArgumentException(
            "nights must be from 1 to window, were " + nights + " of " + window);
      }
    }

    @Override
    public String rule() {
      return "nights";
    }

    @Override
    public String text() {
      return "nights " + nights + ", window " + window;
    }

    @Override
    public List<Answer> answers(List<Spell> spells, IntPredicate inCountry, List<Period> periods) {
      return Answers.nights(spells, inCountry, periods, asRule());
    }

    NightRule asRule() {
      return new NightRule(nights, window);
    }
  }

  /** The places of most days in the two halves of a period: United Nations, MPDMS 5.2.2. */
  public record Majority(
      @Doc("Days must be more than this share of those at any place") @Default("0.5") double share,
      @Doc("Least days at any place in a half") @Default("91") int leastDays)
      implements Definition {

    /** Refuses shares that two places may exceed. */
    public Majority {
      if (!(share >= HALF && share < 1) || leastDays < 1) {
        throw new IllegalArgumentException(
            "share must be at least 0.5 and below 1, least-days 1 or more");
      }
    }

    @Override
    public String rule() {
      return "majority";
    }

    @Override
    public String text() {
      return "share " + share + ", least_days " + leastDays;
    }

    @Override
    public List<Answer> answers(List<Spell> spells, IntPredicate inCountry, List<Period> periods) {
      return Answers.majorities(spells, inCountry, periods, new MajorityRule(share, leastDays));
    }
  }
}
