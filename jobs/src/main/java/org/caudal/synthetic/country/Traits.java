package org.caudal.synthetic.country;

import java.util.List;
import org.caudal.synthetic.CountryColumns;
import org.jspecify.annotations.Nullable;

/** What people are: ethnicity, difficulties, education, occupation, citizenship. All invented. */
final class Traits {
  /** Codes in the order of the weights of a province. */
  static final List<String> ETHNICITIES =
      List.of("mestizo", "indigenous", "afrodescendant", "white", "other");

  private static final int DOMAINS = 6;
  private static final double[] WEIGHT_OF_DOMAIN = {1.5, 0.9, 1.4, 0.8, 0.5, 0.4};
  private static final int SCHOOL_AGE = 6;

  /** Weights of completed ISCED levels 1, 2, 3, 5, 6 and 7 for those born in a decade. */
  private static final double[][] EDUCATION = {
    {0.52, 0.18, 0.18, 0.03, 0.08, 0.01},
    {0.34, 0.22, 0.26, 0.05, 0.11, 0.02},
    {0.20, 0.22, 0.34, 0.07, 0.14, 0.03},
    {0.12, 0.20, 0.38, 0.09, 0.18, 0.03},
  };

  private static final int[] LEVELS = {1, 2, 3, 5, 6, 7};

  private Traits() {}

  /** Own perception: mostly that of the household, else a draw of the same place. */
  static String ethnicity(Member member, Dice household) {
    Dice dice = member.dice.chance("own-ethnicity", 0.06) ? member.dice : household;
    if (Geography.isAbroad(member.birthPlace)) {
      return switch (Geography.country(member.birthPlace)) {
        case "HTI" -> "afrodescendant";
        case "USA", "ESP", "CAN", "FRA" -> "white";
        default -> ETHNICITIES.get(dice.pick("ethnicity", 0.70, 0.06, 0.11, 0.12, 0.01));
      };
    }
    double[] weights =
        Geography.provinceOf(member.birthPlace).ethnicities().stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    return ETHNICITIES.get(dice.pick("ethnicity", weights));
  }

  /** Levels of the Washington Group Short Set; difficulties grow with age. */
  static String difficulties(Member member, int age) {
    StringBuilder levels = new StringBuilder();
    double some = 0.012 + 0.0000195 * age * age;
    for (int domain = 0; domain < DOMAINS; domain++) {
      double at = member.dice.with(domain).uniform("difficulty");
      double any = Math.min(0.6, some * WEIGHT_OF_DOMAIN[domain]);
      levels.append(at < any * 0.03 ? 4 : at < any * 0.22 ? 3 : at < any ? 2 : 1);
    }
    return levels.toString();
  }

  /** Highest completed level at an age. */
  static int education(Member member, int age, String ethnicity) {
    if (age < SCHOOL_AGE + 6) {
      return 0;
    }
    int decade = age >= 65 ? 0 : age >= 50 ? 1 : age >= 35 ? 2 : 3;
    double[] weights = EDUCATION[decade].clone();
    if (ethnicity.equals("indigenous") || ethnicity.equals("afrodescendant")) {
      weights[0] *= 1.8;
      weights[4] *= 0.5;
    }
    int level = LEVELS[member.dice.pick("education", weights)];
    int possible = age < 15 ? 1 : age < 18 ? 2 : age < 22 ? 3 : 7;
    return Math.min(level, possible);
  }

  /** Major group of ISCO-08; null for those without work. */
  static @Nullable Integer occupation(Member member, int age, int education) {
    double working = age < Rates.ADULT || age >= 75 ? 0 : age >= 65 ? 0.25 : age < 20 ? 0.35 : 0.8;
    if (!member.dice.chance("works", member.isWoman() ? working * 0.68 : working)) {
      return null;
    }
    return education >= 6
        ? member.dice.pick("occupation", 0.01, 0.12, 0.52, 0.20, 0.09, 0.06)
        : education >= 3
            ? member.dice.pick(
                "occupation", 0.02, 0.03, 0.05, 0.14, 0.13, 0.27, 0.03, 0.13, 0.09, 0.11)
            : member.dice.pick(
                "occupation", 0.01, 0.01, 0.01, 0.02, 0.03, 0.23, 0.17, 0.13, 0.09, 0.30);
  }

  /** First and second citizenship; the second is null for most. */
  static @Nullable String[] citizenships(Member member, Kind kind) {
    String born = Geography.country(member.birthPlace);
    boolean childOfNational =
        member.mother != null && !Geography.isAbroad(member.mother.birthPlace);
    if (!born.equals(CountryColumns.HOME) && childOfNational) {
      return new @Nullable String[] {CountryColumns.HOME, born};
    }
    if (born.equals(CountryColumns.HOME)) {
      String other = member.dice.chance("spain", 0.6) ? "ESP" : "USA";
      return new @Nullable String[] {
        born, member.dice.chance("second-citizenship", 0.03) ? other : null
      };
    }
    boolean naturalised = kind == Kind.SETTLED && member.dice.chance("naturalised", 0.12);
    return naturalised
        ? new @Nullable String[] {CountryColumns.HOME, born}
        : new @Nullable String[] {born, null};
  }
}
