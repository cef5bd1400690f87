package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.caudal.load.LoadedFile;
import org.caudal.problem.ProblemException;
import org.caudal.store.ExtractFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Files that are put, renamed, copied, corrected and taken away in any order, and loads of them
 * that end or are killed. Each content is one row without a key, so that nothing hides a loss.
 */
class DueFilesTest {
  private static final List<String> PLACES = List.of("d/x", "d/y", "e/x");
  private static final List<String> CONTENTS = List.of("1", "2");
  private static final int STEPS = 7;

  /** Where a load ends. */
  private enum End {
    MARKED,
    WRITTEN,
    CLOSED
  }

  /** Files of a folder, or of both from the folder above. */
  private enum Paths {
    D("d/", "d/", "as calls"),
    E("e/", "e/", "as messages"),
    BOTH("", "", "as calls");

    private final String glob;
    private final String base;
    private final String reading;

    Paths(String glob, String base, String reading) {
      this.glob = glob;
      this.base = base;
      this.reading = reading;
    }
  }

  /**
   * What there is at a moment.
   *
   * @param files content by place
   * @param entries accounts by name
   * @param rows content and how it was read, by name of the file
   */
  private record State(
      Map<String, String> files, Map<String, LoadedFile> entries, Map<String, String> rows) {

    State with(String place, @Nullable String content) {
      Map<String, String> changed = new TreeMap<>(files);
      if (content == null) {
        changed.remove(place);
      } else {
        changed.put(place, content);
      }
      return new State(changed, entries, rows);
    }

    List<ExtractFile> of(Paths paths) {
      return files.entrySet().stream()
          .filter(file -> file.getKey().startsWith(paths.glob))
          .map(
              file ->
                  new ExtractFile(
                      file.getKey().substring(paths.base.length()),
                      file.getKey(),
                      file.getValue(),
                      1,
                      1,
                      List.of(),
                      List.of()))
          .toList();
    }

    boolean isSettled() {
      return entries.values().stream().allMatch(entry -> entry.status().equals("loaded"));
    }
  }

  @Test
  void noRowIsLostOrTwiceWhateverHappens() {
    State nothing = new State(Map.of(), Map.of(), Map.of());
    Set<State> seen = new HashSet<>(Set.of(nothing));
    Deque<State> last = new ArrayDeque<>(seen);
    for (int step = 0; step < STEPS; step++) {
      Deque<State> next = new ArrayDeque<>();
      for (State state : last) {
        Stream.concat(changed(state), loaded(state)).filter(seen::add).forEach(next::add);
      }
      last = next;
    }
    assertThat(seen).hasSizeGreaterThan(10_000);
  }

  private static Stream<State> changed(State state) {
    return PLACES.stream()
        .flatMap(
            place ->
                Stream.concat(
                    CONTENTS.stream().map(content -> state.with(place, content)),
                    Stream.concat(
                        Stream.of(state.with(place, null)),
                        PLACES.stream()
                            .map(to -> state.with(place, null).with(to, state.files.get(place))))));
  }

  private static Stream<State> loaded(State state) {
    return Stream.of(Paths.values())
        .flatMap(
            paths -> {
              Optional<State> after = load(state, paths, false, End.CLOSED);
              after.ifPresent(ended -> requireSound(state, paths, ended));
              Optional<State> forced = load(state, paths, true, End.CLOSED);
              forced.ifPresent(ended -> requireEachOnce(state, paths, ended));
              Stream<State> killed =
                  Stream.of(End.MARKED, End.WRITTEN)
                      .flatMap(end -> load(state, paths, false, end).stream());
              return Stream.concat(Stream.concat(after.stream(), forced.stream()), killed);
            });
  }

  private static void requireSound(State before, Paths paths, State after) {
    requireEachOnce(before, paths, after);
    Set<String> names = new HashSet<>();
    Set<String> places = new HashSet<>();
    before
        .of(paths)
        .forEach(
            file -> {
              names.add(file.name());
              places.add(file.path());
            });
    before
        .rows()
        .forEach(
            (name, row) -> {
              LoadedFile entry = before.entries.get(name);
              if (entry != null
                  && entry.status().equals("loaded")
                  && !names.contains(name)
                  && !places.contains(entry.sourcePath())) {
                assertThat(after.rows).as("%s, %s", before, paths).containsEntry(name, row);
              }
            });
    for (End end : List.of(End.MARKED, End.WRITTEN)) {
      State killed = load(before, paths, false, end).orElseThrow();
      assertThat(load(killed, paths, false, End.CLOSED))
          .as("%s, %s, %s", before, paths, end)
          .contains(after);
    }
  }

  /** Of every file that is there the content is in the table, and no content is twice. */
  private static void requireEachOnce(State before, Paths paths, State after) {
    if (after.isSettled()) {
      List<String> contents =
          after.rows.values().stream().map(row -> row.substring(0, 1)).sorted().toList();
      assertThat(contents).as("%s, %s", before, paths).doesNotHaveDuplicates();
      assertThat(contents)
          .as("%s, %s", before, paths)
          .containsAll(after.of(paths).stream().map(ExtractFile::sha256).toList());
      assertThat(after.entries.keySet()).isEqualTo(after.rows.keySet());
    }
  }

  /** The load of {@link LoadStep}, or nothing where it refuses. */
  private static Optional<State> load(State state, Paths paths, boolean force, End end) {
    DueFiles due;
    try {
      due =
          DueFiles.of(
              state.of(paths),
              state.entries,
              paths.reading,
              force,
              place -> place.startsWith(paths.glob));
    } catch (ProblemException refused) {
      return Optional.empty();
    }
    Map<String, LoadedFile> entries = new TreeMap<>(state.entries);
    Stream.concat(due.fresh().stream(), due.copies().stream())
        .forEach(
            file ->
                entries.put(
                    file.name(),
                    entry(file, paths, "loading", rowsBefore(file, state.entries, due.renamed()))));
    due.renamed()
        .forEach(
            old ->
                entries.put(
                    old.sourceFile(),
                    entry(
                        old.sourceFile(),
                        old.sourcePath(),
                        old.sha256(),
                        paths,
                        "loading",
                        old.rowsLoaded())));
    if (due.isNothing() || end == End.MARKED) {
      return Optional.of(new State(state.files, entries, state.rows));
    }
    Map<String, String> rows = new TreeMap<>(state.rows);
    rows.keySet().removeAll(due.leaving());
    due.fresh().forEach(file -> rows.put(file.name(), file.sha256() + " " + paths.reading));
    if (end == End.CLOSED) {
      entries.keySet().removeAll(due.leaving());
      due.fresh().forEach(file -> entries.put(file.name(), entry(file, paths, "loaded", 1)));
    }
    return Optional.of(new State(state.files, entries, rows));
  }

  private static long rowsBefore(
      ExtractFile file, Map<String, LoadedFile> entries, List<LoadedFile> renamed) {
    return Stream.concat(
            Stream.ofNullable(entries.get(file.name())),
            renamed.stream().filter(old -> old.sourcePath().equals(file.path())))
        .map(LoadedFile::rowsLoaded)
        .max(Comparator.naturalOrder())
        .orElse(0L);
  }

  private static LoadedFile entry(ExtractFile file, Paths paths, String status, long rows) {
    return entry(file.name(), file.path(), file.sha256(), paths, status, rows);
  }

  private static LoadedFile entry(
      String name, String place, String content, Paths paths, String status, long rows) {
    return new LoadedFile(
        "t", name, place, content, paths.reading, 1, status, rows, rows, 0, 0, "", Instant.EPOCH);
  }
}
