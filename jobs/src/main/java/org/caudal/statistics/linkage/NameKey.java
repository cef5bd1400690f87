package org.caudal.statistics.linkage;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a name sounds in the Spanish and Portuguese of the Americas: names written differently for
 * one sound (Vásquez, Bazques; Yhonny, Jhonny, Llony; Souza, Sousa) have one key.
 *
 * <p>Letters of one sound become one letter (b and v; s, z and soft c; g before e and i, j and x;
 * ll and y; hard c, k and qu; nh, ñ and n; ph and f), h is silent, letters are not doubled, and
 * vowels after the first letter are left out. The c of names that are written with ç, as Gonçalves,
 * is an s, whether a register writes the ç or not; other ç are as c.
 */
public final class NameKey {
  private record Sound(Pattern letters, String key) {}

  /** The c of names with ç: many registers write a plain one, so that the letter cannot tell. */
  private static final String CEDILLA =
      "(?<=[aeinpu])c+(?=(?:ao|oes)\\b)|(?<=\\bgon)c+(?=a?l)|(?<=\\bfran)c+(?=as?\\b)"
          + "|(?<=\\bmar)c+(?=al\\b)|(?<=\\ba)c+(?=ucena)"
          + "|(?<=\\b(?:alcoba|bragan|cala|cola|constan|esperan|foga|gra|lou?ren|mendon|pican|proen"
          + "|rebou|valen|vill?a))c+(?=[ao]s?\\b)";

  private static final List<Sound> SOUNDS =
      List.of(
          new Sound(Pattern.compile(CEDILLA), "s"),
          new Sound(Pattern.compile("[^a-z]+"), ""),
          new Sound(Pattern.compile("ph"), "f"),
          new Sound(Pattern.compile("ch|sh"), "X"),
          new Sound(Pattern.compile("lh|ll(?=[aeiou])|y|j(?=h?o?h?n)"), "i"),
          new Sound(Pattern.compile("nh|gn(?=[aeiou])"), "n"),
          new Sound(Pattern.compile("h"), ""),
          new Sound(Pattern.compile("[cz](?=[eiy])|z"), "s"),
          new Sound(Pattern.compile("qu?|c|k"), "k"),
          new Sound(Pattern.compile("gu(?=[ei])"), "G"),
          new Sound(Pattern.compile("g(?=[ei])|x"), "j"),
          new Sound(Pattern.compile("w"), "u"),
          new Sound(Pattern.compile("v"), "b"),
          new Sound(Pattern.compile("m(?=[bp])"), "n"),
          new Sound(Pattern.compile("(.)\\1+"), "$1"),
          new Sound(Pattern.compile("(?<=.)[aeiou]"), ""));

  private NameKey() {}

  /** The key; empty where the name has no letter. */
  public static String of(String name) {
    String key = Symbols.folded(name);
    for (Sound sound : SOUNDS) {
      key = sound.letters().matcher(key).replaceAll(sound.key());
    }
    return key.toLowerCase(Locale.ROOT);
  }
}
