package org.caudal.run;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Names of runs: start time in UTC and four random digits. */
public final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunId() {}

  /** For example {@code 20250314T150926Z-5358}. */
  public static String next(Clock clock) {
    return TIME.format(clock.instant())
        + String.format(Locale.ROOT, "-%04d", ThreadLocalRandom.current().nextInt(10_000));
  }
}
