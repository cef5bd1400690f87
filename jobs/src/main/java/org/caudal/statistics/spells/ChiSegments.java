package org.caudal.statistics.spells;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Residence segments and migration events of one user by the rule of Chi, Lin, Chi and Blumenstock
 * (2020), A general approach to detecting migration events in digital trace data, PLOS ONE 15(10),
 * as their program migration_detector computes them.
 *
 * <p><b>Input.</b> One user's records, a day and a place each, in any order. <b>Output.</b> The
 * segments after each of three steps, and the events.
 *
 * <p><b>Method.</b> (1) At each place, fill gaps of fewer than {@code numDaysMissingGap} days; keep
 * runs of at least {@code smallSegLen} days with records on a share {@code segProp} of them. (2)
 * Join neighbours of a place when no segment of another place lies between. (3) Take from each
 * segment the days it shares with another place; keep runs of at least {@code
 * numStayedDaysMigrant}. Then pair each segment with the first later one elsewhere, and date the
 * move where the fewest records contradict it, the last such day on a tie.
 *
 * <p><b>Faults of the publication, kept on purpose.</b> Two records of one place and day count as
 * two days in the share, and also cut the run there ({@code distinctDays} avoids both). Both
 * segments lose the days they share, so that two homes in parallel leave none. Two segments of one
 * place can each be paired with the same destination, which counts a move twice. A user with
 * segments in one place only has none after step 2.
 *
 * <p><b>Known bias.</b> Of true moves of 90 days or more it finds nearly all of people seen on more
 * than 80 % of days and none of people seen on fewer than 40 %: use {@link AdaptiveSpells} for a
 * population whose activity varies.
 */
public final class ChiSegments {
  private static final Comparator<Segment> BY_START =
      Comparator.comparingInt(Segment::start)
          .thenComparingInt(Segment::end)
          .thenComparingInt(Segment::place);

  private final PlaceDays records;
  private final Params params;

  private ChiSegments(PlaceDays records, Params params) {
    this.records = records;
    this.params = params;
  }

  /**
   * Named as in the program.
   *
   * @param numStayedDaysMigrant least days of home and of destination
   * @param numDaysMissingGap records of a place at most this many days apart belong together
   * @param smallSegLen least days of a segment in step 1
   * @param segProp least share of a segment's days with a record
   * @param minOverlapPartLen most days two places may share without losing them
   * @param maxGapHomeDes most days from the end of home to the start of destination
   * @param distinctDays whether records of one place and day count once; the program: false
   * @param keepsNonMovers whether segments are kept of who has them at one place only; the program:
   *     false, as it looks for moves
   */
  public record Params(
      int numStayedDaysMigrant,
      int numDaysMissingGap,
      int smallSegLen,
      double segProp,
      int minOverlapPartLen,
      int maxGapHomeDes,
      boolean distinctDays,
      boolean keepsNonMovers)
      implements Serializable {
    /** As published. */
    public static final Params PUBLISHED = new Params(90, 7, 30, 0.6, 0, 30, false, false);

    /** Refuses lengths that are not positive and shares outside [0, 1]. */
    public Params {
      if (numStayedDaysMigrant < 1 || numDaysMissingGap < 1 || smallSegLen < 1) {
        throw new IllegalArgumentException("lengths in days must be at least 1");
      }
      if (!(segProp >= 0 && segProp <= 1) || minOverlapPartLen < 0 || maxGapHomeDes < 1) {
        throw new IllegalArgumentException(
            "segProp must be within [0, 1], minOverlapPartLen 0 or more, maxGapHomeDes 1 or more");
      }
    }
  }

  /** A stay at a place from a first to a last day, both included. */
  public record Segment(int place, int start, int end) {
    /** End minus start, as the program writes it: one less than the number of days. */
    public int length() {
      return end - start;
    }
  }

  /**
   * A move.
   *
   * @param migrationDay day of the move
   * @param uncertainty days between the end of home and the start of destination
   * @param numErrorDay records that contradict the day of the move
   */
  public record Migration(
      int home,
      int destination,
      int migrationDay,
      int uncertainty,
      int numErrorDay,
      int homeStart,
      int homeEnd,
      int destinationStart,
      int destinationEnd) {}

  /** What each step leaves, by start, end and place. */
  public record Result(
      List<Segment> contiguous,
      List<Segment> merged,
      List<Segment> withoutOverlap,
      List<Migration> migrations) {}

  /** Segments and events of one user. */
  public static Result detect(int[] day, int[] place, Params params) {
    ChiSegments user = new ChiSegments(PlaceDays.of(day, place, params.distinctDays()), params);
    List<Segment> contiguous = user.contiguous();
    List<Segment> merged = user.merge(contiguous);
    List<Segment> withoutOverlap = user.withoutOverlap(merged);
    List<Migration> migrations = user.migrations(withoutOverlap);
    contiguous.sort(BY_START);
    merged.sort(BY_START);
    return new Result(contiguous, merged, withoutOverlap, migrations);
  }

  /** Step 1, by place and start. */
  private List<Segment> contiguous() {
    List<Segment> segments = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= records.size(); i++) {
      if (i < records.size() && joins(i)) {
        continue;
      }
      Segment run = new Segment(records.place(first), records.day(first), records.day(i - 1));
      int days = run.length() + 1;
      if (days >= params.smallSegLen() && seen(run) >= params.segProp() * days) {
        segments.add(run);
      }
      first = i;
    }
    return segments;
  }

  /** Whether a record goes on where the one before it stood. */
  private boolean joins(int i) {
    int days = records.day(i) - records.day(i - 1);
    return records.place(i) == records.place(i - 1)
        && days >= 1
        && days <= params.numDaysMissingGap();
  }

  /** Records of the place from the first to the last day of a segment. */
  private int seen(Segment segment) {
    return records.from(segment.place(), segment.end() + 1)
        - records.from(segment.place(), segment.start());
  }

  /** Step 2, by place and start. */
  private List<Segment> merge(List<Segment> segments) {
    List<Segment> merged = new ArrayList<>();
    long places = segments.stream().mapToInt(Segment::place).distinct().count();
    if (places < (params.keepsNonMovers() ? 1 : 2)) {
      return merged;
    }
    Segment current = segments.get(0);
    for (Segment next : segments.subList(1, segments.size())) {
      if (next.place() == current.place() && isFree(current, next, segments)) {
        current = new Segment(current.place(), current.start(), next.end());
      } else {
        merged.add(current);
        current = next;
      }
    }
    merged.add(current);
    return merged;
  }

  /** Whether no segment of another place covers a day between two of one place. */
  private static boolean isFree(Segment before, Segment after, List<Segment> segments) {
    for (Segment other : segments) {
      if (other.place() != before.place()
          && Math.max(other.start(), before.end() + 1)
              <= Math.min(other.end(), after.start() - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Step 3, by start. */
  private List<Segment> withoutOverlap(List<Segment> segments) {
    int first = segments.stream().mapToInt(Segment::start).min().orElse(0);
    int last = segments.stream().mapToInt(Segment::end).max().orElse(0);
    List<Segment> remaining = new ArrayList<>();
    boolean[] lived = new boolean[last - first + 2];
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      Arrays.fill(lived, segment.start() - first, segment.end() + 1 - first, true);
      for (Segment other : segments) {
        if (other.place() != segment.place()) {
          dropShared(
              lived,
              Math.max(segment.start(), other.start()) - first,
              Math.min(segment.end(), other.end()) + 1 - first);
        }
      }
      if (i + 1 == segments.size() || segments.get(i + 1).place() != segment.place()) {
        addRuns(lived, segment.place(), first, remaining);
        Arrays.fill(lived, false);
      }
    }
    remaining.sort(BY_START);
    return remaining;
  }

  private void dropShared(boolean[] lived, int from, int to) {
    int shared = 0;
    for (int day = from; day < to; day++) {
      shared += lived[day] ? 1 : 0;
    }
    if (shared > params.minOverlapPartLen()) {
      Arrays.fill(lived, from, to, false);
    }
  }

  private void addRuns(boolean[] lived, int place, int first, List<Segment> runs) {
    int start = -1;
    for (int day = 0; day < lived.length; day++) {
      if (lived[day] && start < 0) {
        start = day;
      } else if (!lived[day] && start >= 0) {
        if (day - start >= params.numStayedDaysMigrant()) {
          runs.add(new Segment(place, first + start, first + day - 1));
        }
        start = -1;
      }
    }
  }

  private List<Migration> migrations(List<Segment> segments) {
    List<Migration> migrations = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment home = segments.get(i);
      for (Segment destination : segments.subList(i + 1, segments.size())) {
        int gap = destination.start() - home.end();
        if (destination.place() != home.place() && gap >= 1 - params.minOverlapPartLen()) {
          if (gap <= params.maxGapHomeDes()) {
            migrations.add(migration(home, destination));
          }
          break;
        }
      }
    }
    return migrations;
  }

  private Migration migration(Segment home, Segment destination) {
    int best = 0;
    int fewest = Integer.MAX_VALUE;
    int from = Math.min(home.end(), destination.start());
    int to = Math.max(home.end(), destination.start());
    int early = records.from(destination.place(), from);
    int late = records.from(home.place(), to + 1);
    for (int day = from; day <= to; day++) {
      int before = records.from(destination.place(), day) - early;
      int after = late - records.from(home.place(), day + 1);
      int errors = before + after;
      if (errors <= fewest) {
        fewest = errors;
        best = day;
      }
    }
    return new Migration(
        home.place(),
        destination.place(),
        best,
        destination.start() - home.end() - 1,
        fewest,
        home.start(),
        home.end(),
        destination.start(),
        destination.end());
  }
}
