package org.caudal.publication;

import java.util.Arrays;
import java.util.stream.Stream;

/** The list of published indicators. */
public enum IndicatorCode {
  REMITTANCE_VALUE("Remittances sent", "value", ""),
  REMITTANCE_TRANSFERS("Transfers", "transfers", ""),
  REMITTANCE_SENDERS("Distinct senders", "senders", ""),
  REMITTANCE_AVERAGE("Average transfer", "average", ""),
  REMITTANCE_COST_SIMPLE("Cost, every service alike", "simple_average", "headline"),
  REMITTANCE_COST_VOLUME("Cost, weighted by value", "volume_weighted_average", "headline"),
  REMITTANCE_COST_COUNT("Cost, every transfer alike", "count_weighted_average", "headline"),
  REMITTANCE_COST_MEDIAN("Cost, median transfer", "median", "headline"),
  REMITTANCE_LOSS_SIMPLE("Loss on money paid, every service alike", "simple_average", "exact"),
  REMITTANCE_LOSS_VOLUME("Loss on money paid, by value", "volume_weighted_average", "exact"),
  REMITTANCE_LOSS_COUNT(
      "Loss on money paid, every transfer alike", "count_weighted_average", "exact"),
  REMITTANCE_LOSS_MEDIAN("Loss on money paid, median transfer", "median", "exact"),
  REMITTANCE_PRICE_SIMPLE("Surveyed price, every service alike", "simple_average", "price"),
  REMITTANCE_PRICE_MEDIAN("Surveyed price, median service", "median", "price"),
  PHONE_HOMES("Devices that live in an area", "homes", "phone"),
  PHONE_STAYERS("Devices that live in the same area as the month before", "stayer", "phone"),
  PHONE_MOVERS("Devices that moved from an area to another", "mover", "phone"),
  PHONE_DEPARTURES("Devices that moved away from an area", "departures", "phone"),
  PHONE_ARRIVALS("Devices that moved to an area", "arrivals", "phone"),
  PHONE_APPEARED("Devices at home that were not seen the month before", "appeared", "phone"),
  PHONE_DISAPPEARED("Devices that are not seen any more", "disappeared", "phone"),
  PHONE_UNLOCATABLE("Devices seen in both months, at home in one", "unlocatable", "phone"),
  PHONE_PERSONS_HOMES("Residents that live in an area", "homes", "persons"),
  PHONE_PERSONS_STAYERS("Residents that live in the same area as before", "stayer", "persons"),
  PHONE_PERSONS_MOVERS("Residents that moved from an area to another", "mover", "persons"),
  PHONE_PERSONS_DEPARTURES("Residents that moved away from an area", "departures", "persons"),
  PHONE_PERSONS_ARRIVALS("Residents that moved to an area", "arrivals", "persons"),
  PHONE_PRESENT_NIGHT("Residents present at night, mean of a month", "present_night", "presence"),
  PHONE_PRESENT_DAY(
      "Residents present on working days, mean of a month", "present_day", "presence"),
  PHONE_DISPLACED("Residents displaced, mean of a week", "displaced", "displacement"),
  PHONE_DISPLACED_SHARE(
      "Residents displaced, percent of all, mean of a week", "displaced_share", "displacement"),
  HIDDEN_POPULATION("Persons of a hidden population, on lists or not", "hidden", "hidden"),
  MISSING_REPORTED("Persons reported missing, by when they were last seen", "reported", "missing"),
  MISSING_STILL("Persons reported missing, of them those not found", "still", "missing"),
  MISSING_EXPECTED(
      "Persons reported missing, with those whose report will come", "expected", "missing"),
  RESIDENTS("Residents by their characteristics", "residents", "stock"),
  EMIGRANTS("Members abroad whom households declare", "emigrants", "emigrant"),
  ACCOUNT_POPULATION("Population at the start of the year, balanced", "population", "account"),
  ACCOUNT_BIRTHS("Births, balanced", "births", "account"),
  ACCOUNT_DEATHS("Deaths, balanced", "deaths", "account"),
  ACCOUNT_ARRIVALS("Arrivals from other areas and countries, balanced", "arrivals", "account"),
  ACCOUNT_DEPARTURES("Departures to other areas and countries, balanced", "departures", "account"),
  ACCOUNT_NET_MIGRATION("Arrivals less departures, balanced", "net_migration", "account"),
  BORDER_IMMIGRATIONS("Entries of who came to live in the country", "entry", "border"),
  BORDER_EMIGRATIONS("Exits of who left to live abroad", "exit", "border"),
  BORDER_TRANSITS("Foreigners who passed through to another country", "transit", "border"),
  BORDER_OVERSTAYS("Visitors who stayed after the end of their admission", "overstay", "border"),
  BORDER_CIRCULAR_MOVES(
      "Second stays of 3 to 12 months on the far side within 36 months", "circular", "border"),
  BORDER_RETURNS("Nationals who had emigrated and came to live in the country", "return", "border"),
  BORDER_REUNIFICATIONS(
      "Arrivals of foreigners to a member of their family", "reunification", "border"),
  BORDER_CHILDREN_ALONE(
      "Entries of children under 18 without an adult", "unaccompanied_minor", "border"),
  BORDER_TEMPORARY_POPULATION(
      "Persons in the country at the end of the month who did not live there",
      "temporary_population",
      "border"),
  INSURED("Persons insured in social security in the year", "insured", "insurance"),
  INSURED_ELSEWHERE(
      "Persons insured, of them those insured in another country too by then",
      "insured_elsewhere",
      "insurance"),
  PENSION_RIGHTS_OWN("Rights to a pension by own periods", "rights_own", "insurance"),
  PENSION_RIGHTS_TOTALISED(
      "Rights to a pension by periods of several countries only", "rights_totalised", "insurance"),
  PENSION_RIGHTS_ELSEWHERE(
      "Rights to a pension, of them those of persons last insured in another country",
      "rights_elsewhere",
      "insurance");

  private final String title;
  private final String measure;
  private final String variant;

  /** Measures of persons and devices, which are whole numbers: all but shares. */
  static Stream<String> counts() {
    return Arrays.stream(values())
        .filter(code -> !code.code().startsWith("remittance_") && code != PHONE_DISPLACED_SHARE)
        .map(IndicatorCode::measure);
  }

  IndicatorCode(String title, String measure, String variant) {
    this.title = title;
    this.measure = measure;
    this.variant = variant;
  }

  /** Code in the table, for example {@code remittance_value}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What a reader sees. */
  public String title() {
    return title;
  }

  /** Measure of the estimate that it publishes. */
  String measure() {
    return measure;
  }

  /**
   * Variant of the estimate: headline, exact, price, phone, persons, presence, displacement,
   * hidden, missing, stock, emigrant, account, border, insurance, or empty for remitted flows.
   */
  String variant() {
    return variant;
  }
}
