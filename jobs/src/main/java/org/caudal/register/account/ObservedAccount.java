package org.caudal.register.account;

import java.util.ArrayList;
import java.util.List;
import org.caudal.statistics.CohortAccount;
import org.jspecify.annotations.Nullable;

/**
 * What sources say of one cohort, put together to one figure a year and component.
 *
 * <p>Of a component and year that a source knows, a cell without a row is none, with the least
 * error of the component. Figures of several sources count by the inverse of their variances. An
 * exact one counts alone; exact ones that differ contradict.
 */
final class ObservedAccount {
  /** The components in the order of an account. */
  static final List<String> COMPONENTS =
      List.of("population", "births", "deaths", "arrivals", "departures");

  /** What the account needs is in no source. */
  static final String MISSING = "component_missing";

  /** Exact figures of two sources differ. */
  static final String CONTRADICTION = "sources_contradict";

  /**
   * A figure of a source, or that a source knows the component and year.
   *
   * @param error standard error; null where none is stated
   * @param recorded persons before any correction; null where the source does not say
   */
  record Entry(
      String component,
      int year,
      String source,
      double persons,
      @Nullable Double error,
      @Nullable Long recorded) {}

  /**
   * Errors by component, in the order of an account.
   *
   * @param relative of figures without a stated error, by persons
   * @param least of figures of nobody
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Errors(double[] relative, double[] least) {
    /** The error of a figure that states none. */
    double of(int component, double persons) {
      return Math.hypot(least[component], relative[component] * persons);
    }
  }

  private final int start;
  private final double[] persons;
  private final double[] errors;
  private final int[] sources;
  private final @Nullable Long[] recorded;
  private @Nullable String obstacle;

  /**
   * The account of a cohort.
   *
   * @param birthYear year of birth; who is born in the accounted years begins with nobody
   * @param covered what sources know of the area
   * @param reported the figures of the cohort
   */
  ObservedAccount(
      int firstYear,
      int lastYear,
      int birthYear,
      List<Entry> covered,
      List<Entry> reported,
      Errors assumed) {
    this.start = Math.max(firstYear, birthYear);
    int count = CohortAccount.OF_YEAR * (lastYear + 1 - start) + 1;
    this.persons = new double[count];
    this.errors = new double[count];
    this.sources = new int[count];
    this.recorded = new @Nullable Long[count];
    for (int i = 0; i < count; i++) {
      boolean isBirths = component(i).equals("births");
      if (isBirths ? year(i) == birthYear : !isBeforeBirth(i, birthYear)) {
        combine(i, covered, reported, assumed);
      } else {
        recorded[i] = 0L;
      }
    }
  }

  /** Whether a figure is that of a population before its year of birth: nobody. */
  private boolean isBeforeBirth(int figure, int birthYear) {
    return CohortAccount.isPopulation(figure) && year(figure) == birthYear;
  }

  private void combine(int i, List<Entry> covered, List<Entry> reported, Errors assumed) {
    int component = i % CohortAccount.OF_YEAR;
    List<double[]> figures = new ArrayList<>();
    List<@Nullable Long> counts = new ArrayList<>();
    for (Entry source : covered) {
      if (isOf(source, i)) {
        Entry found =
            reported.stream()
                .filter(entry -> isOf(entry, i) && entry.source().equals(source.source()))
                .findFirst()
                .orElse(source);
        double error =
            found.error() == null ? assumed.of(component, found.persons()) : found.error();
        figures.add(new double[] {found.persons(), error});
        counts.add(found.recorded());
      }
    }
    if (figures.isEmpty()) {
      persons[i] = Double.NaN;
      obstacle = CohortAccount.isPopulation(i) || obstacle != null ? obstacle : MISSING;
    } else {
      mean(i, figures);
      sources[i] = counts.size();
      recorded[i] = counts.stream().reduce(0L, ObservedAccount::sum);
    }
  }

  private static @Nullable Long sum(@Nullable Long some, @Nullable Long others) {
    return some == null || others == null ? null : (Long) (some + others);
  }

  private void mean(int i, List<double[]> figures) {
    double[] exact = figures.stream().filter(of -> of[1] == 0).mapToDouble(of -> of[0]).toArray();
    if (exact.length > 0) {
      persons[i] = exact[0];
      for (double other : exact) {
        obstacle = other != exact[0] && obstacle == null ? CONTRADICTION : obstacle;
      }
      return;
    }
    double weights = 0;
    double sum = 0;
    for (double[] figure : figures) {
      double weight = 1 / (figure[1] * figure[1]);
      weights += weight;
      sum += weight * figure[0];
    }
    persons[i] = sum / weights;
    errors[i] = Math.sqrt(1 / weights);
  }

  private boolean isOf(Entry entry, int figure) {
    return entry.year() == year(figure) && entry.component().equals(component(figure));
  }

  /** How many figures. */
  int count() {
    return persons.length;
  }

  /** The year of a figure. */
  int year(int figure) {
    return start + figure / CohortAccount.OF_YEAR;
  }

  /** The component of a figure. */
  String component(int figure) {
    return COMPONENTS.get(figure % CohortAccount.OF_YEAR);
  }

  /** The figures; a population that no source has is not a number, and so is a missing flow. */
  double[] persons() {
    return persons.clone();
  }

  /** Their standard errors. */
  double[] errors() {
    return errors.clone();
  }

  /** How many sources say a figure. */
  int sources(int figure) {
    return sources[figure];
  }

  /** Persons that they recorded together; null where none knows or one does not say. */
  @Nullable Long recorded(int figure) {
    return recorded[figure];
  }

  /** Why the sources make no account; null where they do. */
  @Nullable String obstacle() {
    return obstacle;
  }
}
