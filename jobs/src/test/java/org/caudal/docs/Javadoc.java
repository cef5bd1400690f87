package org.caudal.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.caudal.suite.Suite;

/** The Javadoc of a class, as Markdown. */
final class Javadoc {
  private static final Pattern OF_CLASS =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\n)*public final class", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\{@link\\s+(\\S+?)\\s*}");

  private Javadoc() {}

  /** The text in front of the class in its source file. */
  static String of(Class<?> type) throws IOException {
    Path source = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    String code = Files.readString(source);
    Matcher matcher = OF_CLASS.matcher(code);
    if (!matcher.find()) {
      throw new IllegalStateException(type.getName() + " has no Javadoc.");
    }
    return markdown(matcher.group(1));
  }

  private static String markdown(String comment) {
    String text =
        comment
            .lines()
            .map(line -> line.strip().replaceFirst("^\\* ?", ""))
            .reduce("", (a, b) -> a + "\n" + b);
    Matcher links = LINK.matcher(text);
    StringBuilder linked = new StringBuilder();
    while (links.find()) {
      links.appendReplacement(linked, Matcher.quoteReplacement(link(links.group(1))));
    }
    return links
        .appendTail(linked)
        .toString()
        .replaceAll("\\{@code\\s+((?:[^{}]|\\{[^{}]*})*)}", "`$1`")
        .replaceAll("\\s*<p>", "\n\n")
        .replaceAll("\\s*<ul>\\s*<li>", "\n\n- ")
        .replaceAll("\\s*<li>", "\n- ")
        .replaceAll("\\s*</ul>", "\n")
        .replaceAll("</?b>", "**")
        .replaceAll("</?i>", "*")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("(?<=\\S)\n(?=\\S)(?!- )", " ")
        .strip();
  }

  /** A table and a job link to their pages; any other class is named. */
  private static String link(String name) {
    Stream<String> tables =
        Suite.tables().tables().stream()
            .filter(table -> table.type().getSimpleName().equals(name))
            .map(table -> "[" + table.name() + "](../tables/" + table.name() + ".md)");
    Stream<String> jobs =
        Suite.jobs().jobs().stream()
            .filter(job -> job.getClass().getSimpleName().equals(name))
            .map(job -> job.spec().name())
            .map(job -> "[" + job + "](" + job + ".md)");
    return Stream.concat(tables, jobs).findFirst().orElse(Markdown.code(name));
  }
}
