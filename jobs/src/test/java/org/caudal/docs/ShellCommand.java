package org.caudal.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One simple command of a shell block.
 *
 * @param line number of its first line in the page
 * @param words its words without quotes, up to a pipe, a redirection or a comment
 */
record ShellCommand(int line, List<String> words) {
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_][A-Z0-9_]*=.*");
  private static final Pattern PLAIN_END = Pattern.compile("[|&;]+|[0-9]*[<>]{1,2}.*");

  /** The commands of a block; a line that ends with a backslash goes on in the next. */
  static List<ShellCommand> of(DocPage.Block block) {
    List<ShellCommand> commands = new ArrayList<>();
    for (int i = 0; i < block.lines().size(); i++) {
      int first = block.firstLine() + i;
      StringBuilder whole = new StringBuilder(block.lines().get(i));
      while (whole.toString().endsWith("\\") && i + 1 < block.lines().size()) {
        whole.setLength(whole.length() - 1);
        whole.append(block.lines().get(++i));
      }
      String text = whole.toString().strip().replaceFirst("^\\$ ", "");
      List<String> words = new ArrayList<>(words(text));
      while (!words.isEmpty() && ASSIGNMENT.matcher(words.get(0)).matches()) {
        words.remove(0);
      }
      if (!words.isEmpty()) {
        commands.add(new ShellCommand(first, List.copyOf(words)));
      }
    }
    return commands;
  }

  /** Whether it calls the launcher. */
  boolean isCaudal() {
    return words.get(0).equals("caudal") || words.get(0).equals("./caudal");
  }

  /** The words after the program. */
  List<String> arguments() {
    return words.subList(1, words.size());
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false; // a word has begun, be it empty
    boolean quoted = false; // some part of the word stood in quotes
    char quote = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (quote != 0 && i < text.length()) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        open = true;
        quoted = true;
      } else if (c == '#' && !open) {
        break;
      } else if (Character.isWhitespace(c)) {
        if (open) {
          if (!quoted && PLAIN_END.matcher(word).matches()) {
            break;
          }
          words.add(word.toString());
        }
        word.setLength(0);
        open = false;
        quoted = false;
      } else {
        word.append(c);
        open = true;
      }
    }
    return words;
  }
}
