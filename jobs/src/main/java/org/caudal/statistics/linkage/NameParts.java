package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The name of a person in its parts, in small letters without accents; a part that is not there is
 * empty.
 *
 * @param given given names, written out and with the name in place of a short one
 * @param main the surname that stays where only one is written, with the particles before it
 * @param other the other surname
 * @param married the surname of a spouse
 */
public record NameParts(String given, String main, String other, String married) {

  /** What stands first in a whole name. */
  public enum Order {
    GIVEN_FIRST,
    SURNAMES_FIRST
  }

  /** Which of several surnames is the main one. */
  public enum Main {
    /** As in Spanish: that of the father, before that of the mother. */
    FIRST,
    /** As in Portuguese: that of the father, after that of the mother. */
    LAST
  }

  private static final String WIDOW = "vda";
  private static final String VALLEY = "del valle";
  private static final Set<String> SAINTS = Set.of("santa", "santo");
  private static final Set<String> YOUNGER = Set.of("jr", "junior", "ii", "iii");
  private static final Set<String> YOUNGER_IN_PORTUGUESE =
      Set.of("filha", "filho", "neta", "neto", "sobrinho");

  /** Not that of {@code de la Cruz}. */
  private static final Pattern OF_SPOUSE = Pattern.compile("^de (?!l[ao]s? )");

  private static final Pattern ORDINAL = Pattern.compile("\\.(?=[ªº])");

  /**
   * The parts of a name in one text. Surnames are what is before a comma, unless only {@code Jr.}
   * is after it, or nothing and a common given name before it; else the last two words of three or
   * more, or the first two where surnames stand first, but one of three where the next is a common
   * given name, as in {@code Juan Carlos Quispe}. Particles belong to the word after them. A single
   * word is a surname (ICAO Doc 9303-3, section 4.6).
   */
  public static NameParts ofWhole(String text, Order order, Main main) {
    int comma = text.indexOf(',');
    if (comma >= 0) {
      String before = text.substring(0, comma);
      String after = text.substring(comma + 1);
      boolean areSurnames =
          words(after).isEmpty() && words(before).stream().noneMatch(NameParts::isSecondName);
      return words(before).isEmpty() || (isYounger(words(after), main) && !areSurnames)
          ? ofWhole(before + " " + after, order, main)
          : of(List.of(after), List.of(before), main);
    }
    List<String> units = withoutYounger(units(words(text), order), 2, main);
    if (units.size() < 2) {
      return ofSurnames(units, main);
    }
    int from = order == Order.GIVEN_FIRST ? firstSurname(units, main) : 0;
    int to = order == Order.GIVEN_FIRST ? units.size() : leadingSurnames(units, main);
    List<String> given = new ArrayList<>(units);
    given.subList(from, to).clear();
    return ofSurnames(units.subList(from, to), main)
        .withGiven(given.stream().flatMap(unit -> Stream.of(unit.split(" "))).toList(), main);
  }

  /**
   * The parts of a name in columns. Of several columns of surnames that are filled, the first two
   * have one each, and the third has that of a spouse.
   */
  public static NameParts of(List<String> given, List<String> surnames, Main main) {
    List<List<String>> filled = new ArrayList<>();
    for (String text : surnames) {
      List<String> words = words(text);
      if (!words.isEmpty() && (filled.isEmpty() || !isYounger(words, main))) {
        filled.add(withoutYounger(words, 1, main));
      }
    }
    if (!filled.isEmpty() && filled.get(0).get(0).equals(WIDOW)) {
      filled.add(filled.remove(0)); // that of a spouse stands last
    }
    NameParts parts =
        filled.size() < 2
            ? ofSurnames(filled.isEmpty() ? List.of() : units(filled.get(0)), main)
            : ofColumns(filled, main);
    return parts.withGiven(given.stream().flatMap(text -> words(text).stream()).toList(), main);
  }

  /** How the given names sound, word by word, without particles. */
  public String givenKey() {
    return key(given);
  }

  /** How the main surname sounds, without its particles. */
  public String mainKey() {
    return key(main);
  }

  /** How the other surname sounds, without its particles. */
  public String otherKey() {
    return key(other);
  }

  private NameParts withGiven(List<String> words, Main mainSurname) {
    List<String> names =
        withoutYounger(words, 1, mainSurname).stream().map(NameParts::givenWrittenOut).toList();
    return new NameParts(PersonNames.formal(names), main, other, married);
  }

  /** Where the surnames begin that end a whole name. */
  private static int firstSurname(List<String> units, Main main) {
    int widow = units.indexOf(WIDOW);
    int end = widow > 0 ? widow : units.size();
    while (end > 1 && isOfSpouse(units, end - 1, main)) {
      end--;
    }
    boolean noneOfOwn = IntStream.range(1, end).allMatch(at -> isGiven(units, at));
    if (end < units.size() && noneOfOwn) {
      return end;
    }
    int next = end - 2;
    boolean one =
        end < 3 || isInitialOrDevotion(units, next) || (end == 3 && isSecondName(units.get(next)));
    return one ? end - 1 : next;
  }

  /** Where the surnames end that begin a whole name; one unit is left for a given name. */
  private static int leadingSurnames(List<String> units, Main main) {
    boolean one =
        units.size() < 3
            || (isSecondName(units.get(1)) && (units.size() == 3 || isInitialOrDevotion(units, 2)));
    int end = one ? 1 : 2;
    while (end < units.size() - 1
        && (isYounger(units.get(end), main) || isOfSpouse(units, end, main))) {
      end++;
    }
    return end;
  }

  /** Whether a unit after the first is of a spouse. */
  private static boolean isOfSpouse(List<String> units, int at, Main main) {
    String unit = units.get(at);
    return unit.equals(WIDOW)
        || units.get(at - 1).equals(WIDOW)
        || (main == Main.FIRST && isOfSpouse(unit));
  }

  private static NameParts ofSurnames(List<String> units, Main main) {
    List<String> left = withoutYounger(units, 1, main);
    List<String> spouse = List.of();
    int last = left.size() - 1;
    int widow = left.indexOf(WIDOW);
    if (widow >= 0) {
      spouse = left.subList(widow, left.size());
      left = left.subList(0, widow);
    } else if (main == Main.FIRST && last > 0 && isOfSpouse(left.get(last))) {
      spouse = left.subList(last, last + 1);
      left = left.subList(0, last);
    }
    if (left.size() == 1
        && left.get(0).contains("-")
        && !PersonNames.BEFORE_HYPHEN.contains(left.get(0).split("-")[0])) {
      left = units(words(left.get(0).replace('-', ' ')));
    }
    return ofTwo(
        left.isEmpty() ? "" : left.get(0),
        left.size() < 2 ? "" : left.get(left.size() - 1),
        ofSpouse(spouse),
        main);
  }

  private static NameParts ofColumns(List<List<String>> columns, Main main) {
    List<String> own = new ArrayList<>();
    List<String> spouse = List.of();
    for (List<String> column : columns.subList(0, 2)) {
      int widow = column.indexOf(WIDOW);
      int end = widow < 0 ? column.size() : widow;
      own.add(String.join(" ", column.subList(0, end)));
      spouse = end < column.size() ? column.subList(end, column.size()) : spouse;
    }
    return ofTwo(
        own.get(0), own.get(1), ofSpouse(columns.size() > 2 ? columns.get(2) : spouse), main);
  }

  private static NameParts ofTwo(String first, String second, String married, Main main) {
    return main == Main.FIRST || second.isEmpty()
        ? new NameParts("", first, second, married)
        : new NameParts("", second, first, married);
  }

  /** {@code flores} of {@code vda de flores} and of {@code de flores}; {@code de la cruz}. */
  private static String ofSpouse(List<String> words) {
    String name = String.join(" ", words.subList(words.indexOf(WIDOW) + 1, words.size()));
    return OF_SPOUSE.matcher(name).replaceFirst("");
  }

  /** {@code de González}, but not {@code de la Cruz}, {@code de León} and {@code de Jesús}. */
  private static boolean isOfSpouse(String unit) {
    return unit.startsWith("de ")
        && unit.indexOf(' ') == unit.lastIndexOf(' ')
        && !PersonNames.WITH_DE.contains(unit)
        && !PersonNames.DEVOTIONS.contains(unit);
  }

  private static boolean isYounger(String unit, Main main) {
    return YOUNGER.contains(unit) || (main == Main.LAST && YOUNGER_IN_PORTUGUESE.contains(unit));
  }

  private static boolean isYounger(List<String> words, Main main) {
    return words.stream().allMatch(word -> isYounger(word, main));
  }

  /** Without what says at the end who is the younger; so many words stay in any case. */
  private static List<String> withoutYounger(List<String> words, int least, Main main) {
    int end = words.size();
    while (end > least && isYounger(words.get(end - 1), main)) {
      end--;
    }
    return words.subList(0, end);
  }

  /** Whether a unit after the first may be a given name. */
  private static boolean isGiven(List<String> units, int at) {
    return isSecondName(units.get(at)) || isInitialOrDevotion(units, at);
  }

  private static boolean isInitialOrDevotion(List<String> units, int at) {
    String unit = units.get(at);
    return unit.length() == 1
        || PersonNames.DEVOTIONS.contains(unit)
        || (unit.equals(VALLEY) && (at == 1 || isSecondName(units.get(at - 1))));
  }

  private static boolean isSecondName(String unit) {
    return PersonNames.SECOND_NAMES.contains(givenWrittenOut(unit));
  }

  private static String givenWrittenOut(String word) {
    return PersonNames.GIVEN_WRITTEN_OUT.getOrDefault(word, word);
  }

  /**
   * Units of a whole name. What a given name begins with is no particle, nor an initial a joint.
   */
  private static List<String> units(List<String> words, Order order) {
    int alone = 0;
    if (order == Order.GIVEN_FIRST && words.size() > 1) {
      boolean initial = words.size() > 2 && PersonNames.JOINTS.contains(words.get(1));
      alone = initial ? 2 : SAINTS.contains(words.get(0)) ? 1 : 0;
    }
    List<String> units = new ArrayList<>(words.subList(0, alone));
    units.addAll(units(words.subList(alone, words.size())));
    return units;
  }

  /** Words with the particles before them, and surnames of two words as one. */
  private static List<String> units(List<String> words) {
    List<String> units = new ArrayList<>();
    for (String unit : PersonNames.surnames(words)) {
      int last = units.size() - 1;
      if (last >= 0 && PersonNames.COMPOUNDS.contains(units.get(last) + " " + unit)) {
        units.set(last, units.get(last) + " " + unit);
      } else {
        units.add(unit);
      }
    }
    return units;
  }

  private static List<String> words(String text) {
    return PersonNames.words(ORDINAL.matcher(text).replaceAll("")).stream()
        .filter(word -> word.chars().anyMatch(Character::isLetter))
        .map(word -> PersonNames.WRITTEN_OUT.getOrDefault(word, word))
        .toList();
  }

  private static String key(String text) {
    if (text.isEmpty()) {
      return "";
    }
    List<String> words = List.of(text.split(" "));
    List<String> bare =
        words.stream().filter(word -> !PersonNames.PARTICLES.contains(word)).toList();
    return (bare.isEmpty() ? words : bare)
        .stream().map(NameKey::of).filter(key -> !key.isEmpty()).collect(Collectors.joining(" "));
  }
}
