package org.caudal.docs;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/** Parts of a Markdown page. */
final class Markdown {
  private Markdown() {}

  /** A table with a header. */
  static String table(List<String> header, List<List<String>> rows) {
    return line(header)
        + line(header.stream().map(cell -> "---").toList())
        + rows.stream().map(Markdown::line).collect(joining());
  }

  /** Texts as code, separated by commas. */
  static String codes(List<String> texts) {
    return texts.stream().map(Markdown::code).collect(joining(", "));
  }

  /** Texts as code, separated by commas. */
  static String codes(String... texts) {
    return codes(Arrays.asList(texts));
  }

  /** A text as code; nothing stays nothing. */
  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
        .collect(joining(" | ", "| ", " |\n"));
  }
}
