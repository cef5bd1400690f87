package org.caudal.publication;

import java.util.Locale;

/** Pieces of a drawing. */
final class Svg {
  private Svg() {}

  /** The beginning of a drawing, with the title that is read out. */
  static String begin(String title, int width, int height) {
    return String.format(
        Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"><title>%s</title>",
        width,
        height,
        HtmlText.of(title),
        HtmlText.of(title));
  }

  static String line(String kind, double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        kind,
        x1,
        y1,
        x2,
        y2);
  }

  static String text(String kind, double x, double y, String words) {
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        kind,
        x,
        y,
        HtmlText.of(words));
  }
}
