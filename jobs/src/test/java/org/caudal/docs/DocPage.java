package org.caudal.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the documentation, its code blocks apart from its text.
 *
 * @param path where it is
 * @param prose its lines outside of code blocks; a line of a block is empty here
 * @param blocks its code blocks in order
 */
record DocPage(Path path, List<String> prose, List<Block> blocks) {
  private static final String FENCE = "```";

  /**
   * A fenced code block.
   *
   * @param language the word after the fence, or an empty string
   * @param firstLine number of its first line in the page
   * @param lines its lines
   */
  record Block(String language, int firstLine, List<String> lines) {
    String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  /** The root of the source tree: the nearest folder above that holds the launcher. */
  static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve("caudal"))) {
        return folder;
      }
    }
    throw new IllegalStateException("The tests do not run inside the source tree.");
  }

  /** Every page: those at the root and those under docs. */
  static List<DocPage> all() throws IOException {
    Path root = root();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      List<DocPage> pages = new ArrayList<>();
      for (Path path :
          Stream.concat(top, docs)
              .filter(file -> file.toString().endsWith(".md"))
              .sorted()
              .toList()) {
        pages.add(read(path));
      }
      return List.copyOf(pages);
    }
  }

  /** One page. */
  static DocPage read(Path path) throws IOException {
    List<String> prose = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(path);
    List<String> open = new ArrayList<>();
    String language = "";
    int first = 0; // 0 outside of a block
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().startsWith(FENCE)) {
        if (first == 0) {
          language = line.strip().substring(FENCE.length()).strip();
          first = i + 2;
        } else {
          blocks.add(new Block(language, first, List.copyOf(open)));
          open.clear();
          first = 0;
        }
        prose.add("");
      } else if (first > 0) {
        open.add(line);
        prose.add("");
      } else {
        prose.add(line);
      }
    }
    if (first > 0) {
      throw new IllegalStateException(
          path + ":" + (first - 1) + " opens a block and never ends it.");
    }
    return new DocPage(path, List.copyOf(prose), List.copyOf(blocks));
  }

  /** Path from the root of the source tree, for messages. */
  String name() {
    return root().relativize(path).toString();
  }
}
