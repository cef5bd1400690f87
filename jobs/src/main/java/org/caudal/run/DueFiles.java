package org.caudal.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.caudal.load.LoadedFile;
import org.caudal.store.ExtractFile;
import org.jspecify.annotations.Nullable;

/**
 * What a load has to do with files.
 *
 * @param fresh files to be read
 * @param copies files that have an account and hold what another file holds now: their rows go
 * @param renamed accounts of names that are not there, of which a file that is there has the
 *     content or the place: the same
 * @param gone accounts of files whose load was cut off and that are not there any more: the same
 * @param elsewhere such accounts of another load of the table: their rows stay until it is run
 */
record DueFiles(
    List<ExtractFile> fresh,
    List<ExtractFile> copies,
    List<LoadedFile> renamed,
    List<LoadedFile> gone,
    List<LoadedFile> elsewhere) {

  /**
   * Files that were loaded before and have changed or are read in another way, and others, of which
   * the content is not loaded under any name; of several with the same content the first by name,
   * those that were loaded before first.
   *
   * @param entries accounts by file
   * @param reading fingerprint of what decides, beside the files, how they are read
   * @param force whether all files are read that are no copies of others, and none is refused
   * @param isNamed whether this load would read the file at a place, if it were there
   */
  static DueFiles of(
      List<ExtractFile> files,
      Map<String, LoadedFile> entries,
      String reading,
      boolean force,
      Predicate<String> isNamed) {
    Map<String, String> now = new HashMap<>();
    files.forEach(file -> now.put(file.name(), file.sha256()));
    List<LoadedFile> renamed = renamed(files, entries);
    Map<Boolean, List<LoadedFile>> cutOff =
        entries.values().stream()
            .filter(e -> isLoading(e) && !now.containsKey(e.sourceFile()) && !renamed.contains(e))
            .collect(
                Collectors.partitioningBy(
                    e -> e.rowsLoaded() == 0 || isNamed.test(e.sourcePath())));
    List<LoadedFile> gone = cutOff.getOrDefault(true, List.of());
    Map<Boolean, List<LoadedFile>> loaded =
        entries.values().stream()
            .filter(entry -> !isLoading(entry) && !renamed.contains(entry))
            .collect(
                Collectors.partitioningBy(
                    e ->
                        !now.containsKey(e.sourceFile())
                            || (!force && isStill(e, now.get(e.sourceFile()), reading))));
    List<LoadedFile> stays = loaded.getOrDefault(true, List.of());
    Set<String> known = stays.stream().map(LoadedFile::sha256).collect(Collectors.toSet());
    if (!force) {
      FileRefusals.requireSamePlaces(files, entries);
      FileRefusals.requireNoOldCopy(
          files, entries, changed(files, loaded.getOrDefault(false, List.of()), renamed));
      FileRefusals.requireNoRowsGone(gone, known);
    }
    Set<String> done = stays.stream().map(LoadedFile::sourceFile).collect(Collectors.toSet());
    Set<String> here = new HashSet<>();
    files.stream()
        .filter(file -> done.contains(file.name()))
        .forEach(file -> here.add(file.sha256()));
    Set<String> read = new HashSet<>();
    files.stream()
        .filter(file -> !done.contains(file.name()))
        .sorted(Comparator.comparing(file -> !entries.containsKey(file.name())))
        .filter(file -> force || !known.contains(file.sha256()) || isAsItWas(file, entries))
        .filter(file -> here.add(file.sha256()))
        .forEach(file -> read.add(file.name()));
    files.stream()
        .filter(file -> !force && !done.contains(file.name()))
        .filter(file -> last(file, entries, renamed).filter(e -> e.rowsLoaded() > 0).isPresent())
        .filter(file -> isOfNoUse(file, stays))
        .forEach(file -> read.add(file.name()));
    List<ExtractFile> fresh = files.stream().filter(file -> read.contains(file.name())).toList();
    done.addAll(read);
    List<ExtractFile> copies =
        files.stream()
            .filter(file -> entries.containsKey(file.name()) && !done.contains(file.name()))
            .toList();
    return new DueFiles(fresh, copies, renamed, gone, cutOff.getOrDefault(false, List.of()));
  }

  private static boolean isLoading(LoadedFile entry) {
    return entry.status().equals(FileLedger.LOADING);
  }

  /** Whether a file is as it was and would be read as it was. */
  private static boolean isStill(LoadedFile entry, @Nullable String sha256, String reading) {
    return entry.sha256().equals(sha256) && reading.equals(entry.reading());
  }

  /** Whether only the way in which a file is read is another one: it is read anew. */
  private static boolean isAsItWas(ExtractFile file, Map<String, LoadedFile> entries) {
    LoadedFile entry = entries.get(file.name());
    return entry != null && entry.sha256().equals(file.sha256());
  }

  /** Accounts of files that hold something else now, or are read in another way. */
  private static List<LoadedFile> changed(
      List<ExtractFile> files, List<LoadedFile> sameName, List<LoadedFile> renamed) {
    Map<String, String> there = new HashMap<>();
    files.forEach(file -> there.put(file.path(), file.sha256()));
    return Stream.concat(
            sameName.stream(),
            renamed.stream()
                .filter(
                    entry ->
                        !entry
                            .sha256()
                            .equals(there.getOrDefault(entry.sourcePath(), entry.sha256()))))
        .toList();
  }

  /** Whether another file holds the same, of which no line is good. */
  private static boolean isOfNoUse(ExtractFile file, List<LoadedFile> stays) {
    return stays.stream()
        .filter(other -> other.sha256().equals(file.sha256()))
        .anyMatch(other -> other.rowsIn() > 0 && other.rowsIn() == other.rowsRejected());
  }

  /**
   * Accounts of names that are not there, of which a file has the place, the content, or, where a
   * load was cut off behind such a change, had the content. One without rows has nothing to lose.
   */
  private static List<LoadedFile> renamed(
      List<ExtractFile> files, Map<String, LoadedFile> entries) {
    Set<String> names = new HashSet<>();
    Set<String> marks = new HashSet<>();
    for (ExtractFile file : files) {
      names.add(file.name());
      marks.add(file.path());
      marks.add(file.sha256());
      LoadedFile entry = entries.get(file.name());
      if (entry != null) {
        marks.add(entry.sha256());
      }
    }
    return entries.values().stream()
        .filter(entry -> entry.rowsIn() > 0 && !names.contains(entry.sourceFile()))
        .filter(entry -> marks.contains(entry.sourcePath()) || marks.contains(entry.sha256()))
        .toList();
  }

  /** The account with most loaded rows that gives way to a file, under its name or another. */
  static Optional<LoadedFile> last(
      ExtractFile file, Map<String, LoadedFile> entries, List<LoadedFile> renamed) {
    return Stream.concat(
            Stream.ofNullable(entries.get(file.name())),
            renamed.stream()
                .filter(
                    entry ->
                        entry.sourcePath().equals(file.path())
                            || entry.sha256().equals(file.sha256())))
        .max(Comparator.comparingLong(LoadedFile::rowsLoaded));
  }

  /** Whether there is nothing to do. */
  boolean isNothing() {
    return fresh.isEmpty() && leaving().isEmpty();
  }

  /** Names of files of which no row and no account is to be left. */
  Set<String> leaving() {
    return Stream.concat(
            copies.stream().map(ExtractFile::name),
            Stream.concat(renamed.stream(), gone.stream()).map(LoadedFile::sourceFile))
        .collect(Collectors.toSet());
  }
}
