package org.caudal.publication;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.caudal.register.account.ComponentErrors;
import org.caudal.statistics.PerturbationTable;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/** What is published of each subject, from which source, and how many persons it takes. */
public final class PublicationRules {
  private PublicationRules() {}

  /** Refuses a minimum that protects nobody. */
  static void requireProtecting(String parameter, int minimum) {
    if (minimum < 3) {
      throw new IllegalArgumentException(parameter + " must be 3 or more, was " + minimum);
    }
  }

  /** Which present population is published. */
  public record Presence(
      @Doc("Level of the areas; one only, as another would add up to it") @Default("province")
          String level,
      @Doc("Local hour of the night, 0 to 23, published as the mean of all days") @Default("3")
          int nightHour,
      @Doc("Local hour of the day, 0 to 23, published as the mean of working days") @Default("14")
          int dayHour,
      @Doc(
              "Share of the calendar's days of a month, or of its working days, on which there must be figures, and in an area devices, above 0 to 1")
          @Default("0.8")
          BigDecimal leastDays) {

    /** Refuses hours that are none or the same, and shares that are none. */
    public Presence {
      if (Math.min(nightHour, dayHour) < 0
          || Math.max(nightHour, dayHour) > 23
          || nightHour == dayHour) {
        throw new IllegalArgumentException(
            "night-hour and day-hour must be two hours of 0 to 23, were "
                + nightHour
                + " and "
                + dayHour);
      }
      if (leastDays.signum() <= 0 || leastDays.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "presence.least-days must be above 0 and at most 1, was " + leastDays);
      }
    }
  }

  /** Which displacement is published. */
  public record Displaced(
      @Doc("Level of the areas; one only, as another would add up to it") @Default("municipality")
          String level,
      @Doc(
              "Persons to a device, as for weigh-devices, 0.5 to 3: below 1 more devices are asked for, of all figures of phones; flows and presence of the release tell it too")
          @Default("1")
          BigDecimal personsPerDevice) {

    /** Refuses persons to a device that are none. */
    public Displaced {
      if (personsPerDevice.compareTo(new BigDecimal("0.5")) < 0
          || personsPerDevice.compareTo(BigDecimal.valueOf(3)) > 0) {
        throw new IllegalArgumentException(
            "displacement.persons-per-device must be 0.5 to 3, was " + personsPerDevice);
      }
    }

    /** Devices of the minimum of persons, and no fewer than it. */
    int leastDevices(int minimum) {
      BigDecimal devices =
          BigDecimal.valueOf(minimum).divide(personsPerDevice, 0, RoundingMode.CEILING);
      return Math.max(minimum, devices.intValueExact());
    }
  }

  /** How hidden populations are published. */
  public record Hidden(
      @Doc("Fewest distinct persons on lists behind a figure, 3 or more") @Default("10")
          int minimumPersons,
      @Doc("Level of areas that are not a country's ISO 3166-1 alpha-3 code, shown with them")
          @Default("province")
          String level,
      @Doc("Where the lists come from; shown with every figure") @Default("lists of authorities")
          String source) {

    /** Refuses a minimum that protects nobody. */
    public Hidden {
      requireProtecting("minimum-persons", minimumPersons);
    }
  }

  /** How migrations at the border are published. */
  public record Border(
      @Doc("Country that the posts are of, ISO 3166-1 alpha-3; _X not specified, as in SDMX")
          @Default("_X")
          String country,
      @Doc("Rule that is published, as in provisional_migration; one only, as two differ by few")
          @Default("365/487")
          String rule,
      @Doc("Fewest migrations of a published figure, and fewest travellers, 3 or more")
          @Default("10")
          int minimumTravellers,
      @Doc("Where the crossings come from; shown with every figure")
          @Default("entries and exits at border posts")
          String source) {

    /** Refuses a minimum that protects nobody. */
    public Border {
      requireProtecting("minimum-travellers", minimumTravellers);
    }
  }

  /** How stocks, of residents or emigrants, are published. */
  public record Stocks(
      @Doc("Country whose households were asked, ISO 3166-1 alpha-3; _X not specified, as in SDMX")
          @Default("_X")
          String country,
      @Doc("Level of the areas, shown with them") @Default("province") String level,
      @Doc("Fewest persons asked or declared behind a figure, 10 or more") @Default("30")
          int minimumPersons,
      @Doc("Largest coefficient of variation of a figure, above 0 and at most 1") @Default("0.5")
          BigDecimal largestVariation,
      @Doc("Source that is published, as in the table; the latest by default")
          @Example("household_survey")
          @Nullable String sourceId,
      @Doc("What was asked; shown with every figure") @Default("household survey") String source,
      @Doc("Noise by which full counts and registers are published") @Default("{}") Noise noise) {

    /** Refuses a minimum that the rounding of persons asked would tell, and variations of none. */
    public Stocks {
      if (minimumPersons < 10) {
        throw new IllegalArgumentException(
            "minimum-persons must be 10 or more, was " + minimumPersons);
      }
      if (largestVariation.signum() <= 0 || largestVariation.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "largest-variation must be above 0 and at most 1, was " + largestVariation);
      }
    }
  }

  /** How full counts and registers, of which no sample hides anybody, are protected. */
  public record Noise(
      @Doc("Whether noise is added; if not, only totals are published, and as they are")
          @Default("true")
          boolean added,
      @Doc("Most persons that are added or taken") @Default("10") int most,
      @Doc("Variance of the noise; of a least count of 3 it must be above 2, and below most")
          @Default("3")
          BigDecimal variance,
      @Doc(
              "Least number of persons asked, listed or declared that is left: none smaller above zero")
          @Default("3")
          int leastCount) {

    /** Refuses noise that cannot be. */
    public Noise {
      new PerturbationTable(most, variance.doubleValue(), leastCount);
    }

    PerturbationTable table() {
      return new PerturbationTable(most, variance.doubleValue(), leastCount);
    }
  }

  /** How insurance over borders is published. */
  public record Insurance(
      @Doc("Fewest distinct persons behind a figure, and beside it in its whole, 3 or more")
          @Default("10")
          int minimumPersons,
      @Doc("Where the months come from; shown with every figure")
          @Default("social security records")
          String source) {

    /** Refuses a minimum that protects nobody. */
    public Insurance {
      requireProtecting("minimum-persons", minimumPersons);
    }
  }

  /** How missing persons are published. */
  public record Missing(
      @Doc("Country that keeps the list, ISO 3166-1 alpha-3; _X not specified, as in SDMX")
          @Default("_X")
          String country,
      @Doc("Fewest persons behind a figure, and beside it in its whole, 3 or more") @Default("10")
          int minimumPersons,
      @Doc("Where the reports come from; shown with every figure")
          @Default("list of missing persons")
          String source) {

    /** Refuses a minimum that protects nobody. */
    public Missing {
      requireProtecting("minimum-persons", minimumPersons);
    }
  }

  /** How population accounts are published. */
  public record Accounts(
      @Doc("Level of the areas, shown with them; one only, as another would add up to it")
          @Default("province")
          String level,
      @Doc("Fewest persons recorded behind every figure of an area that is shown, 3 or more")
          @Default("10")
          int minimumPersons,
      @Doc(
              "Standard errors that all cells have in common, as shares of the figure; all five, if any. Of figures of count-register-components these are recorded-errors / recorded, of the population that of the linkage")
          @Default("{population: 0, births: 0, deaths: 0, arrivals: 0, departures: 0}")
          ComponentErrors commonErrors,
      @Doc(
              "Whether figures of sources that do not say how many persons they recorded were published before, so that they may be shown")
          @Default("false")
          boolean publishedBefore,
      @Doc("Where the figures come from; shown with every figure")
          @Default("censuses, civil registers and records of moves")
          String source) {

    /** Refuses a minimum that protects nobody. */
    public Accounts {
      requireProtecting("minimum-persons", minimumPersons);
    }
  }
}
