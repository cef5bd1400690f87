package org.caudal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.caudal.store.extract.Piece;
import org.caudal.store.extract.TextFile;
import org.junit.jupiter.api.Test;

class ExtractPartsTest {
  private static final long MEBIBYTE = 1L << 20;

  private static List<List<String>> parts(int cores, long... sizes) {
    List<ExtractFile> files = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      files.add(file("f" + i, sizes[i], List.of(Piece.WHOLE)));
    }
    return Extracts.parts(files, cores).stream()
        .map(part -> part.stream().map(TextFile::name).toList())
        .toList();
  }

  private static ExtractFile file(String name, long size, List<Piece> pieces) {
    return new ExtractFile(name, "/x/" + name, "", size, 1, List.of(), pieces);
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

  @Test
  void piecesOfALargeFileAreReadApartAndTheSmallRestWithTheNextFile() {
    // 49 MiB for two cores: an eighth is 6 MiB and an eighth
    Piece first = new Piece(0, 20 * MEBIBYTE, 0, List.of());
    Piece second = new Piece(20 * MEBIBYTE, 20 * MEBIBYTE, 500, List.of("a"));
    Piece rest = new Piece(40 * MEBIBYTE, Long.MAX_VALUE, 1000, List.of("a"));
    List<List<TextFile>> parts =
        Extracts.parts(
            List.of(
                file("large", 44 * MEBIBYTE, List.of(first, second, rest)),
                file("next", 2 * MEBIBYTE, List.of(Piece.WHOLE)),
                file("last", 3 * MEBIBYTE, List.of(Piece.WHOLE))),
            2);
    assertThat(parts.stream().map(part -> part.stream().map(TextFile::piece).toList()))
        .containsExactly(
            List.of(first), List.of(second), List.of(rest, Piece.WHOLE), List.of(Piece.WHOLE));
  }
}
