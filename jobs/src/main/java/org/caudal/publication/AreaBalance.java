package org.caudal.publication;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.caudal.publication.AreaMap.Look;
import org.caudal.publication.AreaMap.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Arrivals less departures of an area in a month, for a thousand devices that live there; from
 * published figures only. What has no row is of too few devices or none, or of an area pooled with
 * such, and is suppressed too.
 */
record AreaBalance(
    String name,
    @Nullable IndicatorRow homes,
    @Nullable IndicatorRow arrivals,
    @Nullable IndicatorRow departures) {
  private static final double BASE = 1000;

  /** How areas are marked on a map: strongly from half of the largest rate on. */
  static Map<MapArea, Mark> marks(Map<MapArea, AreaBalance> areas) {
    double strong =
        Mark.strong(
            areas.values().stream().filter(AreaBalance::isShown).mapToDouble(AreaBalance::rate));
    Map<MapArea, Mark> marks = new LinkedHashMap<>();
    areas.forEach((area, balance) -> marks.put(area, balance.mark(strong)));
    return marks;
  }

  private Mark mark(double strong) {
    String text = name + ": " + text();
    if (!isShown()) {
      return Mark.veiled(text);
    }
    if (!isClear()) {
      return new Mark(Look.STILL, "no clear change: the interval has zero in it", text);
    }
    String what = rate() > 0 ? "gain" : "loss";
    return Mark.of(
        rate(),
        strong,
        String.format(Locale.ROOT, "%s of %.1f a thousand or more", what, strong),
        "smaller " + what,
        text);
  }

  /** Whether all of its figures are shown. */
  boolean isShown() {
    return isShown(homes) && isShown(arrivals) && isShown(departures);
  }

  private static boolean isShown(@Nullable IndicatorRow row) {
    return row != null && row.isShown();
  }

  /** Net migration for a thousand devices. */
  double rate() {
    return (value(arrivals) - value(departures)) / value(homes) * BASE;
  }

  /** Half the width of its interval: who arrives does not depart, so squares add up. */
  double half() {
    return Math.hypot(half(arrivals), half(departures)) / value(homes) * BASE;
  }

  /** Whether the interval is all above or all below zero. */
  boolean isClear() {
    return Math.abs(rate()) > half();
  }

  /** The rate with its interval, in words where there is none. */
  String text() {
    return isShown() ? rateText() + " (" + intervalText() + ")" : "suppressed";
  }

  private String rateText() {
    return HtmlText.signed(rate(), 1);
  }

  private String intervalText() {
    return HtmlText.signed(rate() - half(), 1) + " – " + HtmlText.signed(rate() + half(), 1);
  }

  /** The row of a table. */
  String html() {
    StringBuilder html = new StringBuilder(isShown() ? "<tr>" : "<tr class=\"suppressed\">");
    html.append("<th scope=\"row\">").append(HtmlText.of(name)).append("</th>");
    for (@Nullable IndicatorRow row : new @Nullable IndicatorRow[] {homes, arrivals, departures}) {
      boolean hasInterval = row != null && row.isShown();
      html.append(HtmlText.number(row == null ? "suppressed" : row.valueText()))
          .append(HtmlText.number(hasInterval ? row.intervalText() : ""));
    }
    return html.append(HtmlText.number(text())).append("</tr>").toString();
  }

  private static double value(@Nullable IndicatorRow row) {
    return row == null ? 0 : row.plotted();
  }

  private static double half(@Nullable IndicatorRow row) {
    BigDecimal high = row == null ? null : row.intervalHigh();
    return high == null ? 0 : high.doubleValue() - value(row);
  }
}
