package org.caudal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checked-in files that are made from the code; {@code -Dgolden.update=true} writes them anew. */
final class Golden {
  private static final Path ROOT = Path.of("..");
  private static final boolean UPDATES = Boolean.getBoolean("golden.update");

  private Golden() {}

  /** The file, named from the root of the repository, holds this text. */
  static void assertFile(String name, String text) throws IOException {
    Path file = ROOT.resolve(name);
    if (UPDATES) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("%s is not made from the code: run ./caudal test golden", name)
        .exists()
        .content()
        .isEqualTo(text);
  }

  /** The folder holds these files and no other. */
  static void assertOnly(String folder, Set<String> names) throws IOException {
    Path path = ROOT.resolve(folder);
    Set<String> found;
    try (Stream<Path> files = Files.list(path)) {
      found =
          files.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
    }
    if (UPDATES) {
      for (String name : found) {
        if (!names.contains(name)) {
          Files.delete(path.resolve(name));
        }
      }
      return;
    }
    assertThat(found).as("files in %s", folder).containsExactlyInAnyOrderElementsOf(names);
  }
}
