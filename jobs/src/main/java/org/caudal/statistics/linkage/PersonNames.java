package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names and numbers of persons as offices of Latin America and the Caribbean write them, taken
 * apart. All answers are in small letters without accents, but those of numbers.
 */
public final class PersonNames {
  /** Words that belong to the one after them. */
  static final Set<String> PARTICLES =
      Set.of(
          "de", "del", "la", "las", "lo", "los", "da", "das", "do", "dos", "di", "san", "santa",
          "santo", "van", "von", "der", "den", "mac", "mc");

  /** Words between two surnames. */
  static final Set<String> JOINTS = Set.of("y", "e");

  /** Short names that stand for one name only: Beto, who may be Alberto or Roberto, is not here. */
  private static final Map<String, String> FORMAL =
      Map.ofEntries(
          Map.entry("anita", "ana"),
          Map.entry("carlitos", "carlos"),
          Map.entry("carlinhos", "carlos"),
          Map.entry("chabela", "isabel"),
          Map.entry("charo", "rosario"),
          Map.entry("chela", "graciela"),
          Map.entry("chucho", "jesus"),
          Map.entry("chuy", "jesus"),
          Map.entry("concha", "concepcion"),
          Map.entry("conchita", "concepcion"),
          Map.entry("cuca", "refugio"),
          Map.entry("juanito", "juan"),
          Map.entry("juanita", "juana"),
          Map.entry("kike", "enrique"),
          Map.entry("quique", "enrique"),
          Map.entry("lalo", "eduardo"),
          Map.entry("lola", "dolores"),
          Map.entry("lupe", "guadalupe"),
          Map.entry("lupita", "guadalupe"),
          Map.entry("memo", "guillermo"),
          Map.entry("nacho", "ignacio"),
          Map.entry("pablito", "pablo"),
          Map.entry("paco", "francisco"),
          Map.entry("pancho", "francisco"),
          Map.entry("chico", "francisco"),
          Map.entry("paulinho", "paulo"),
          Map.entry("pepe", "jose"),
          Map.entry("zezinho", "jose"),
          Map.entry("pepa", "josefa"),
          Map.entry("teresita", "teresa"),
          Map.entry("tono", "antonio"),
          Map.entry("toninho", "antonio"));

  private PersonNames() {}

  /**
   * The surnames in order, each with the particles before it: {@code de la Cruz y Mamani} are
   * {@code de la cruz} and {@code mamani}. A particle at the end belongs to the last.
   */
  static List<String> surnames(String text) {
    List<String> surnames = new ArrayList<>();
    String before = "";
    for (String word : words(text)) {
      if (PARTICLES.contains(word)) {
        before += word + " ";
      } else if (!JOINTS.contains(word)) {
        surnames.add(before + word);
        before = "";
      }
    }
    if (before.isEmpty()) {
      return surnames;
    }
    String rest = before.strip();
    int last = surnames.size() - 1;
    if (last < 0) {
      return List.of(rest);
    }
    surnames.set(last, surnames.get(last) + " " + rest);
    return surnames;
  }

  /** The first surname; empty where there is none. */
  static String firstSurname(String text) {
    List<String> surnames = surnames(text);
    return surnames.isEmpty() ? "" : surnames.get(0);
  }

  /** The last of several surnames, which in Spanish is the second; empty where there is one. */
  static String secondSurname(String text) {
    List<String> surnames = surnames(text);
    return surnames.size() < 2 ? "" : surnames.get(surnames.size() - 1);
  }

  /** Given names with the name in place of a short one: {@code Pepe Luis} is {@code jose luis}. */
  static String formal(String text) {
    return words(text).stream()
        .map(word -> FORMAL.getOrDefault(word, word))
        .collect(Collectors.joining(" "));
  }

  /** The letters and digits of a document's number, in capitals. */
  public static String document(String text) {
    return Symbols.folded(text).replaceAll("[^a-z0-9]", "").toUpperCase(Locale.ROOT);
  }

  /** The words in small letters without accents. */
  static List<String> words(String text) {
    return Arrays.stream(Symbols.folded(text).split("[^\\p{L}\\p{N}'-]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
