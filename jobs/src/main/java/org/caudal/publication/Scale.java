package org.caudal.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as places along an axis. */
record Scale(double low, double high, double from, double to) {

  /** An axis of some length even where all numbers are equal. */
  Scale {
    if (high <= low) {
      high = low + 1;
    }
  }

  double at(double number) {
    return from + (number - low) / (high - low) * (to - from);
  }

  /** Round numbers: four to nine on an axis from zero, three to nine on any. */
  List<Double> ticks() {
    double step = Math.pow(10, Math.floor(Math.log10((high - low) / 4)));
    double steps = (high - low) / step;
    step *= steps < 9 ? 1 : steps < 18 ? 2 : 5;
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Short text of a tick: 1.5M, 20k, 5. */
  static String label(double number) {
    double size = Math.abs(number);
    if (size >= 1e6) {
      return trimmed(number / 1e6) + "M";
    }
    return size >= 1e4 ? trimmed(number / 1e3) + "k" : trimmed(number);
  }

  private static String trimmed(double number) {
    return String.format(Locale.ROOT, "%.2f", number).replaceFirst("\\.?0+$", "").replace("-", "−");
  }
}
