package org.caudal.synthetic.country;

/** Rates by age and sex: who dies, who gives birth, who moves. */
final class Schedules {
  /** Oldest age a schedule is asked for. */
  static final int OLDEST = 110;

  /** Youngest age of a mother. */
  static final int FIRST_BIRTH = 15;

  /** Age after the oldest of a mother. */
  static final int LAST_BIRTH = 50;

  /** Children a woman would have; Latin America and the Caribbean 2023, WPP 2024: 1.81. */
  static final double CHILDREN_A_WOMAN = 1.81;

  private static final double MEAN_AGE_OF_MOTHERS = 26.8;
  private static final double SPREAD_OF_MOTHERS = 6.4;
  private static final int MALE = 1;
  private static final double GOMPERTZ_OF_MEN = 6.1326e-5;
  private static final double GOMPERTZ_OF_WOMEN = 2.7588e-5;

  private static final double[] FERTILITY = fertility();
  private static final double[] MOVES = moves();

  private Schedules() {}

  /**
   * Force of mortality a year: Gompertz, infants, and young adults by violence and accidents. The
   * levels give the life expectancies of Latin America and the Caribbean in 2023 in WPP 2024: 72.8
   * years for men and 78.6 for women; the split by age is invented.
   */
  static double mortality(int sex, int age) {
    boolean man = sex == MALE;
    double old = man ? GOMPERTZ_OF_MEN * exp(0.088, age) : GOMPERTZ_OF_WOMEN * exp(0.094, age);
    double first = age == 0 ? man ? 0.016 : 0.013 : age < 5 ? 0.0005 : 0;
    double young = age >= 15 && age < 45 ? man ? 0.0015 : 0.0004 : 0;
    return old + first + young;
  }

  private static double exp(double slope, int age) {
    return StrictMath.exp(slope * (age + 0.5));
  }

  /** Births a year to a woman of an age; adds up to {@link #CHILDREN_A_WOMAN}. */
  static double fertility(int age) {
    return age < FIRST_BIRTH || age >= LAST_BIRTH ? 0 : FERTILITY[age];
  }

  /**
   * The age pattern of moves: Rogers and Castro (1981) with the seven fundamental parameters, a
   * mean of 1 over the ages 0 to 100.
   */
  static double moves(int age) {
    return MOVES[Math.min(age, OLDEST)];
  }

  private static double[] fertility() {
    double[] rates = new double[LAST_BIRTH];
    double total = 0;
    for (int age = FIRST_BIRTH; age < LAST_BIRTH; age++) {
      double z = (age + 0.5 - MEAN_AGE_OF_MOTHERS) / SPREAD_OF_MOTHERS;
      rates[age] = StrictMath.exp(-z * z / 2);
      total += rates[age];
    }
    for (int age = FIRST_BIRTH; age < LAST_BIRTH; age++) {
      rates[age] *= CHILDREN_A_WOMAN / total;
    }
    return rates;
  }

  private static double[] moves() {
    double[] rates = new double[OLDEST + 1];
    double total = 0;
    for (int age = 0; age <= OLDEST; age++) {
      rates[age] = rogersCastro(age);
      total += age <= 100 ? rates[age] : 0;
    }
    for (int age = 0; age <= OLDEST; age++) {
      rates[age] *= 101 / total;
    }
    return rates;
  }

  /** Children, labour force and a constant. */
  static double rogersCastro(double age) {
    return 0.02 * StrictMath.exp(-0.1 * age)
        + 0.06 * StrictMath.exp(-0.1 * (age - 20) - StrictMath.exp(-0.4 * (age - 20)))
        + 0.003;
  }
}
