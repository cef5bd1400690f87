package org.caudal.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.caudal.statistics.linkage.Symbols;

/** Codes with the days on which they hold, and what came after them. Days are counted from 1970. */
public final class CodeHistory {
  /** The first day of a code that has always held. */
  public static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

  /** The last day of a code that holds. */
  public static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  /** {@link #FIRST_DAY}, counted. */
  public static final int ALWAYS = (int) FIRST_DAY.toEpochDay();

  /** {@link #LAST_DAY}, counted. */
  public static final int NO_END = (int) LAST_DAY.toEpochDay();

  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Words that some leave out between others. */
  private static final Set<String> JOINTS = Set.of("and", "y", "e", "the");

  private static final Pattern SPACE = Pattern.compile(" ");
  private static final Pattern NUMBER = Pattern.compile("0*([0-9]+)");
  private static final Comparator<Period> IN_ORDER =
      Comparator.comparingInt(Period::from).thenComparing(Period::to).thenComparing(Period::code);

  /**
   * A code as a reference has it.
   *
   * @param code the code
   * @param names what else stands for it: other codes and names
   * @param from first day on which it holds
   * @param to last day on which it holds
   * @param successor the one code in its place afterwards; empty for none or several
   */
  public record Entry(String code, List<String> names, int from, int to, String successor) {}

  /** A code that a text stands for, with the first and the last day on which it does. */
  public record Period(int from, int to, String code) {}

  /** What was found for a text. */
  public enum State {
    /** A code that held on the day, or its successor. */
    VALID,
    /** A code that did not hold on the day, and has no successor that did. */
    NOT_VALID,
    /** No code, or a name that several have on the day. */
    UNKNOWN
  }

  /** A code, empty where none was found, and how it stands on the day. */
  public record Found(String code, State state) {}

  private final Map<String, List<Period>> periods;

  private CodeHistory(Map<String, List<Period>> periods) {
    this.periods = periods;
  }

  /** The history of entries; a code may have several, one after the other. */
  public static CodeHistory of(List<Entry> entries) {
    Map<String, List<Entry>> byCode = new HashMap<>();
    entries.forEach(e -> byCode.computeIfAbsent(e.code(), code -> new ArrayList<>()).add(e));
    Map<String, Set<Period>> periods = new TreeMap<>();
    for (Entry entry : entries) {
      List<Period> line = new ArrayList<>();
      follow(entry, entry.from(), byCode, new HashSet<>(), line);
      Stream.concat(Stream.of(entry.code()), entry.names().stream())
          .map(CodeHistory::key)
          .filter(key -> !key.isEmpty())
          .forEach(key -> periods.computeIfAbsent(key, k -> new HashSet<>()).addAll(line));
    }
    Map<String, List<Period>> sorted = new TreeMap<>();
    periods.forEach((key, of) -> sorted.put(key, of.stream().sorted(IN_ORDER).toList()));
    return new CodeHistory(sorted);
  }

  private static void follow(
      Entry entry, int from, Map<String, List<Entry>> byCode, Set<Entry> seen, List<Period> line) {
    if (!seen.add(entry)) {
      return; // a code that comes after itself
    }
    if (from <= entry.to()) {
      line.add(new Period(from, entry.to(), entry.code()));
    }
    if (entry.to() == NO_END) {
      return;
    }
    for (Entry next : byCode.getOrDefault(entry.successor(), List.of())) {
      if (next.to() > entry.to()) {
        follow(next, Math.max(Math.max(from, entry.to() + 1), next.from()), byCode, seen, line);
      }
    }
  }

  /** What each text stands for and when, by {@link #key}. */
  public Map<String, List<Period>> periods() {
    return Collections.unmodifiableMap(periods);
  }

  /** The code that a text stands for on a day. */
  public Found find(String text, int day) {
    return find(periods(text), day);
  }

  /** What a text stands for and when, in order. */
  List<Period> periods(String text) {
    return periods.getOrDefault(key(text), List.of());
  }

  /** The code among the periods of a text, in order, on a day. */
  public static Found find(List<Period> periods, int day) {
    List<String> codes =
        periods.stream()
            .filter(period -> period.from() <= day && day <= period.to())
            .map(Period::code)
            .distinct()
            .toList();
    if (codes.size() == 1) {
      return new Found(codes.get(0), State.VALID);
    }
    if (codes.size() > 1 || periods.isEmpty()) {
      return new Found("", State.UNKNOWN);
    }
    Period nearest =
        periods.stream()
            .filter(period -> period.to() < day)
            .max(Comparator.comparingInt(Period::to).thenComparing(Period::code))
            .orElse(periods.get(0));
    return new Found(nearest.code(), State.NOT_VALID);
  }

  /**
   * A text as it is looked up: small letters without accents, signs and the words and, y, e, the,
   * with saint for st; numbers without zeros.
   */
  public static String key(String text) {
    String words = OTHERS.matcher(Symbols.folded(text)).replaceAll(" ").strip();
    String key = words.indexOf(' ') < 0 ? words : withoutJoints(words);
    Matcher number = NUMBER.matcher(key);
    return number.matches() ? number.group(1) : key;
  }

  private static String withoutJoints(String words) {
    String others =
        SPACE
            .splitAsStream(words)
            .filter(word -> !JOINTS.contains(word))
            .map(word -> word.equals("st") ? "saint" : word)
            .collect(Collectors.joining(" "));
    return others.isEmpty() ? words : others;
  }
}
