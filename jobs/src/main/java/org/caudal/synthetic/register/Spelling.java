package org.caudal.synthetic.register;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.synthetic.country.Dice;

/** Ways to write a name otherwise. A name that a way does not touch comes back as it is. */
final class Spelling {
  /** Letters that sound alike in the Spanish of the Americas. */
  static final List<Rule> SOUNDS =
      rules(
          "b>v", "v>b", "z>s", "s>z", "ce>se", "ci>si", "ge>je", "gi>ji", "ll>y", "y>ll", "y>i",
          "i>y", "h>", "qu>k", "ca>ka", "x>j");

  /** French, Creole and invented names, written as they are heard. */
  static final List<Rule> TRANSLITERATIONS =
      rules(
          "-> ",
          "jean>jan",
          "pierre>pye",
          "baptiste>batis",
          "joseph>josef",
          "louis>lwi",
          "marie>mari",
          "eau>o",
          "ois>wa",
          "ou>u",
          "ph>f",
          "th>t",
          "ck>k",
          "w>gu",
          "yo>jo",
          "ye>je",
          "ya>ja",
          "jo>yo",
          "dry>dri",
          "ley>li",
          "sh>ch",
          "k>c");

  /** Names as an English-speaking office writes them. */
  static final List<Rule> ENGLISH =
      rules(
          "josé>joseph",
          "juan>john",
          "maría>mary",
          "miguel>michael",
          "carlos>charles",
          "pedro>peter",
          "jorge>george",
          "antonio>anthony",
          "francisco>francis",
          "pablo>paul",
          "andrés>andrew",
          "esteban>stephen",
          "isabel>elizabeth",
          "catalina>catherine",
          "elena>helen",
          "ana>anne",
          "gonzález>gonzales",
          "rodríguez>rodrigues",
          "ez>es");

  /** What a reading machine takes for another letter. */
  static final List<Rule> SCANS =
      rules("o>0", "l>1", "rn>m", "m>rn", "b>8", "s>5", "cl>d", "vv>w", "q>g");

  /** Short forms of given names. */
  static final Map<String, String> NICKNAMES =
      Map.ofEntries(
          Map.entry("José", "Pepe"),
          Map.entry("Francisco", "Paco"),
          Map.entry("Guadalupe", "Lupita"),
          Map.entry("María", "Mari"),
          Map.entry("Jesús", "Chuy"),
          Map.entry("Ignacio", "Nacho"),
          Map.entry("Enrique", "Quique"),
          Map.entry("Eduardo", "Lalo"),
          Map.entry("Roberto", "Beto"),
          Map.entry("Guillermo", "Memo"),
          Map.entry("Manuel", "Manolo"),
          Map.entry("Antonio", "Toño"),
          Map.entry("Luis", "Lucho"),
          Map.entry("Juan", "Juancho"),
          Map.entry("Carlos", "Carlitos"),
          Map.entry("Pedro", "Perucho"),
          Map.entry("Miguel", "Micky"),
          Map.entry("Jorge", "Coco"),
          Map.entry("Rafael", "Rafa"),
          Map.entry("Fernando", "Nando"),
          Map.entry("Alejandro", "Alex"),
          Map.entry("Daniel", "Dani"),
          Map.entry("Rosario", "Charo"),
          Map.entry("Dolores", "Lola"),
          Map.entry("Concepción", "Concha"),
          Map.entry("Mercedes", "Meche"),
          Map.entry("Isabel", "Chabela"),
          Map.entry("Ana", "Anita"),
          Map.entry("Juana", "Juanita"),
          Map.entry("Rosa", "Rosita"),
          Map.entry("Carmen", "Carmencita"),
          Map.entry("Teresa", "Tere"),
          Map.entry("Patricia", "Paty"),
          Map.entry("Graciela", "Chela"),
          Map.entry("Yolanda", "Yoli"),
          Map.entry("Gabriela", "Gaby"));

  private static final Pattern PARTICLES =
      Pattern.compile("(?iu)\\b(?:de los|de las|de la|del|de|la|los|las|san|santa)\\s+");
  private static final List<String> KEYBOARD = List.of("qwertyuiop", "asdfghjklñ", "zxcvbnm");

  private Spelling() {}

  /** A piece of a name and what stands in its place. */
  record Rule(String from, String to) {}

  private static List<Rule> rules(String... fromAndTo) {
    return Stream.of(fromAndTo)
        .map(rule -> rule.split(">", /* limit= */ 2))
        .map(parts -> new Rule(parts[0], parts[1]))
        .toList();
  }

  /** Without accents, and with n for ñ. */
  static String plain(String name) {
    return Symbols.withoutMarks(name);
  }

  /** With n for ñ, accents kept. */
  static String withoutTilde(String name) {
    return name.replace('ñ', 'n').replace('Ñ', 'N');
  }

  /** Without de, de la, del and their like. */
  static String withoutParticles(String name) {
    return PARTICLES.matcher(name).replaceAll("");
  }

  /** The first word; a name joined by a hyphen is one word. */
  static String firstWord(String names) {
    int end = names.indexOf(' ');
    return end < 0 ? names : names.substring(0, end);
  }

  /** With the short form of the first given name that has one. */
  static String nickname(String givenNames) {
    return Stream.of(givenNames.split(" "))
        .filter(NICKNAMES::containsKey)
        .findFirst()
        .map(name -> NICKNAMES.getOrDefault(name, name))
        .orElse(givenNames);
  }

  /** With one of the rules that fit, at the first place where it fits. */
  static String respelt(String name, List<Rule> rules, Dice dice) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<Rule> fitting = rules.stream().filter(rule -> lower.contains(rule.from())).toList();
    if (fitting.isEmpty()) {
      return name;
    }
    Rule rule = fitting.get(dice.below("rule", fitting.size()));
    int at = lower.indexOf(rule.from());
    String changed = rule.to() + name.substring(at + rule.from().length());
    boolean capital = Character.isUpperCase(name.charAt(at)) && !changed.isEmpty();
    return name.substring(0, at) + (capital ? capitalised(changed) : changed);
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** With two neighbouring letters exchanged, never the first. */
  static String swapped(String name, Dice dice) {
    return at(
        name,
        dice,
        i -> i > 0 && i + 1 < name.length() && name.charAt(i) != name.charAt(i + 1),
        (i, letter) -> name.charAt(i + 1) + letter,
        /* taken= */ 2);
  }

  /** With a letter left out, never the first. */
  static String dropped(String name, Dice dice) {
    return at(name, dice, i -> i > 0, (i, letter) -> "", /* taken= */ 1);
  }

  /** With a letter written twice. */
  static String doubled(String name, Dice dice) {
    return at(name, dice, i -> true, (i, letter) -> letter + letter, /* taken= */ 1);
  }

  /** With a letter of the key beside it, never the first. */
  static String neighbouring(String name, Dice dice) {
    return at(
        name,
        dice,
        i -> i > 0 && KEYBOARD.stream().anyMatch(row -> row.indexOf(name.charAt(i)) >= 0),
        (i, letter) -> beside(letter, dice),
        /* taken= */ 1);
  }

  private static String beside(String letter, Dice dice) {
    String row = KEYBOARD.stream().filter(keys -> keys.contains(letter)).findFirst().orElseThrow();
    int at = row.indexOf(letter);
    boolean right = at == 0 || (at + 1 < row.length() && dice.chance("right", 0.5));
    return String.valueOf(row.charAt(right ? at + 1 : at - 1));
  }

  private static String at(
      String name,
      Dice dice,
      IntPredicate where,
      BiFunction<Integer, String, String> written,
      int taken) {
    int[] places =
        IntStream.range(0, name.length())
            .filter(i -> Character.isLetter(name.charAt(i)))
            .filter(where)
            .toArray();
    if (places.length == 0) {
      return name;
    }
    int i = places[dice.below("place", places.length)];
    String letter = name.substring(i, i + 1);
    return name.substring(0, i) + written.apply(i, letter) + name.substring(i + taken);
  }

  /** With one figure of a number replaced by the next. */
  static String figureChanged(String number, Dice dice) {
    int[] places =
        IntStream.range(0, number.length())
            .filter(i -> Character.isDigit(number.charAt(i)))
            .toArray();
    if (places.length == 0) {
      return number;
    }
    int i = places[dice.below("place", places.length)];
    char next = (char) ('0' + (number.charAt(i) - '0' + 1) % 10);
    return number.substring(0, i) + next + number.substring(i + 1);
  }
}
