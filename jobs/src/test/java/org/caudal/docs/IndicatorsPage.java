package org.caudal.docs;

import java.util.Arrays;
import java.util.List;
import org.caudal.publication.IndicatorCode;

/** The reference page of the published indicators. */
final class IndicatorsPage {
  private IndicatorsPage() {}

  /** What the indicators of one source have in common. */
  private record Family(String prefix, String unit, String period, String page) {}

  /** The first whose prefix the code has. */
  private static final List<Family> FAMILIES =
      List.of(
          new Family("remittance_value", "USD", "month", "costs-and-flows"),
          new Family("remittance_average", "USD per transfer", "month", "costs-and-flows"),
          new Family("remittance_transfers", "transfers", "month", "costs-and-flows"),
          new Family("remittance_senders", "persons", "month", "costs-and-flows"),
          new Family(
              "remittance_price",
              "percent of USD 200, or another amount",
              "quarter",
              "costs-and-flows"),
          new Family("remittance_", "percent of the principal", "quarter", "costs-and-flows"),
          new Family("phone_persons_", "persons", "month", "from-devices-to-people"),
          new Family("phone_present_", "persons", "month", "present-population"),
          new Family("phone_displaced_share", "percent of residents", "week", "displacement"),
          new Family("phone_displaced", "persons", "week", "displacement"),
          new Family("phone_", "devices", "month", "zones-homes-and-flows"),
          new Family("hidden_", "persons", "year", "hidden-populations"),
          new Family("missing_", "persons", "month or quarter", "missing-persons"),
          new Family("residents", "persons", "year", "stocks"),
          new Family("emigrants", "persons", "year", "stocks"),
          new Family("account_", "persons", "year", "population-accounts"),
          new Family("border_temporary_population", "persons", "month", "border-migrations"),
          new Family("border_immigrations", "persons", "month", "border-migrations"),
          new Family("border_emigrations", "persons", "month", "border-migrations"),
          new Family("border_", "events", "month", "border-migrations"),
          new Family("insured", "persons", "year", "insurance-over-borders"),
          new Family("pension_", "persons", "year", "insurance-over-borders"));

  static String text() {
    return "# Indicators\n\nValues of `indicator_id` in the table [indicator](tables/indicator.md), with the `unit` of their figures, how long a period is, and the page that defines them.\n\n"
        + Markdown.table(
            List.of("indicator", "what it is", "unit", "period", "definition"),
            Arrays.stream(IndicatorCode.values()).map(IndicatorsPage::row).toList());
  }

  private static List<String> row(IndicatorCode code) {
    Family family =
        FAMILIES.stream().filter(f -> code.code().startsWith(f.prefix())).findFirst().orElseThrow();
    return List.of(
        Markdown.code(code.code()),
        code.title(),
        family.unit(),
        family.period(),
        "[" + family.page() + "](../explanation/" + family.page() + ".md)");
  }
}
