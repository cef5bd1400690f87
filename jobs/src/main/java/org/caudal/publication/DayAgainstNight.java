package org.caudal.publication;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.caudal.publication.AreaMap.Look;
import org.caudal.publication.AreaMap.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Residents present in an area on working days against those by night, of a hundred; from published
 * figures only.
 */
record DayAgainstNight(String name, @Nullable IndicatorRow night, @Nullable IndicatorRow day) {
  private static final double BASE = 100;

  /** How areas are marked on a map: strongly from half of the largest change on. */
  static Map<MapArea, Mark> marks(Map<MapArea, DayAgainstNight> areas) {
    double strong =
        Mark.strong(
            areas.values().stream()
                .filter(DayAgainstNight::isShown)
                .mapToDouble(DayAgainstNight::change));
    Map<MapArea, Mark> marks = new LinkedHashMap<>();
    areas.forEach((area, both) -> marks.put(area, both.mark(strong)));
    return marks;
  }

  private Mark mark(double strong) {
    if (night == null && day == null) {
      return new Mark(Look.PLAIN, "no figures", name);
    }
    if (!isShown()) {
      return Mark.veiled(name + ": suppressed");
    }
    String text =
        String.format(
            Locale.ROOT,
            "%s: %s %% (night %s, day %s)",
            name,
            HtmlText.signed(change(), 0),
            text(night),
            text(day));
    if (!isClear()) {
      return new Mark(Look.STILL, "no clear change: the intervals overlap", text);
    }
    String what = change() > 0 ? "more by day" : "fewer by day";
    return Mark.of(
        change(),
        strong,
        String.format(Locale.ROOT, "%s, by %.0f %% or more", what, strong),
        what,
        text);
  }

  /** Whether both are shown, and somebody is there by night. */
  boolean isShown() {
    return night != null && night.isShown() && day != null && day.isShown() && value(night) > 0;
  }

  private double change() {
    return (value(day) / value(night) - 1) * BASE;
  }

  /** Whether the intervals of both have nothing in common. */
  private boolean isClear() {
    return end(day, false) > end(night, true) || end(day, true) < end(night, false);
  }

  private static double end(@Nullable IndicatorRow row, boolean isHigh) {
    BigDecimal end = row == null ? null : isHigh ? row.intervalHigh() : row.intervalLow();
    return end == null ? value(row) : end.doubleValue();
  }

  private static double value(@Nullable IndicatorRow row) {
    return row == null ? 0 : row.plotted();
  }

  private static String text(@Nullable IndicatorRow row) {
    return row == null ? "" : row.valueText();
  }
}
