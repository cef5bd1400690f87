package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.caudal.store.extract.TextFile;
import org.junit.jupiter.api.Test;

class ExtractPartsTest {
  private static final long MEBIBYTE = 1L << 20;

  private static List<List<String>> parts(int cores, long... sizes) {
    List<ExtractFile> files = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      files.add(new ExtractFile("f" + i, "/x/f" + i, "", sizes[i], 1, List.of()));
    }
    return Extracts.parts(files, cores).stream()
        .map(part -> part.stream().map(TextFile::name).toList())
        .toList();
  }

  @Test
  void smallFilesAreReadTogetherAndEveryFileOnce() {
    // up to a mebibyte together
    assertThat(parts(2, 400_000, 400_000, 400_000, 10))
        .containsExactly(List.of("f0", "f1"), List.of("f2", "f3"));
    assertThat(parts(2, 0)).containsExactly(List.of("f0"));
  }

  @Test
  void largeFilesStayAloneAndEveryCoreHasWork() {
    // 80 MiB for two cores: an eighth is 10 MiB
    long ten = 10 * MEBIBYTE;
    assertThat(parts(2, 2 * ten, ten, ten / 2, ten / 2, 4 * ten))
        .containsExactly(List.of("f0"), List.of("f1"), List.of("f2", "f3"), List.of("f4"));
    // never more than 64 MiB together, however few the cores
    long fifty = 50 * MEBIBYTE;
    assertThat(parts(1, fifty, fifty, fifty, fifty, fifty, fifty)).hasSize(6);
    assertThat(parts(1, 35 * MEBIBYTE, 35 * MEBIBYTE, 23 * ten)).hasSize(3);
  }
}
