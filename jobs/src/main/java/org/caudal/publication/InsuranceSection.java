package org.caudal.publication;

import java.util.List;

/** Social security over borders on the page: a table a measure. */
final class InsuranceSection {
  private static final List<IndicatorCode> CODES =
      List.of(
          IndicatorCode.INSURED,
          IndicatorCode.INSURED_ELSEWHERE,
          IndicatorCode.PENSION_RIGHTS_OWN,
          IndicatorCode.PENSION_RIGHTS_TOTALISED,
          IndicatorCode.PENSION_RIGHTS_ELSEWHERE);

  private final List<IndicatorRow> rows;

  InsuranceSection(List<IndicatorRow> rows) {
    this.rows = rows;
  }

  static boolean isOf(IndicatorRow row) {
    return CODES.stream().anyMatch(code -> code.code().equals(row.indicatorId()));
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<section><h2>Who is insured, here and elsewhere</h2>")
            .append(
                HtmlText.paragraph(
                    "Persons with a paid month of social security in the year, and rights to a"
                        + " pension of old age: by the periods of one country, or only by those of"
                        + " all together. Informal work is in no figure."));
    CODES.forEach(code -> html.append(FigureTable.of(rows, code)));
    return html.append("</section>").toString();
  }
}
