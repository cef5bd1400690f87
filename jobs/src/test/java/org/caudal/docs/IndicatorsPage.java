package org.caudal.docs;

import java.util.Arrays;
import java.util.List;
import org.caudal.publication.IndicatorCode;

/** The reference page of the published indicators. */
final class IndicatorsPage {
  private IndicatorsPage() {}

  static String text() {
    return "# Indicators\n\nValues of `indicator_id` in the table [indicator](tables/indicator.md).\n\n"
        + Markdown.table(
            List.of("indicator", "what it is"),
            Arrays.stream(IndicatorCode.values())
                .map(code -> List.of(Markdown.code(code.code()), code.title()))
                .toList());
  }
}
