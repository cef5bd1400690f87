package org.caudal.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * @param renamed accounts of names that are not there, of which a file has the place: the same
 * @param gone accounts of files whose load was cut off and that are not there any more: the same
 * @param elsewhere such accounts of another load of the table: their rows stay until it is run
 * @param last of each file the account with most good rows that gives way to it, if there is one
 */
record DueFiles(
    List<ExtractFile> fresh,
    List<ExtractFile> copies,
    List<LoadedFile> renamed,
    List<LoadedFile> gone,
    List<LoadedFile> elsewhere,
    Map<String, LoadedFile> last) {

  /**
   * Files that were loaded before and have changed or are read in another way, and others, of which
   * the content is not loaded under any name, whether that file is there or not; of several with
   * the same content the first by name, those that were loaded before first. Files without a record
   * are no copies of each other.
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
    Map<String, LoadedFile> last = last(files, entries, renamed);
    Map<Boolean, List<LoadedFile>> cutOff =
        entries.values().stream()
            .filter(e -> isLoading(e) && !now.containsKey(e.sourceFile()) && !renamed.contains(e))
            .collect(
                Collectors.partitioningBy(e -> goodRows(e) == 0 || isNamed.test(e.sourcePath())));
    List<LoadedFile> gone = cutOff.getOrDefault(true, List.of());
    List<LoadedFile> elsewhere = cutOff.getOrDefault(false, List.of());
    Map<Boolean, List<LoadedFile>> loaded =
        entries.values().stream()
            .filter(entry -> !isLoading(entry) && !renamed.contains(entry))
            .collect(
                Collectors.partitioningBy(
                    e ->
                        !now.containsKey(e.sourceFile())
                            || (!force && isStill(e, now.get(e.sourceFile()), reading))));
    List<LoadedFile> stays = loaded.getOrDefault(true, List.of());
    Set<String> known = contents(stays);
    Set<String> ofOthers = contents(elsewhere);
    if (!force) {
      FileRefusals.requireSamePlaces(files, entries);
      FileRefusals.requireSameReading(renamed, reading);
      FileRefusals.requireNoOldCopy(
          files,
          last.keySet(),
          Stream.concat(loaded.getOrDefault(false, List.of()).stream(), renamed.stream()).toList());
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
        .sorted(Comparator.comparing(file -> !last.containsKey(file.name())))
        .filter(
            file ->
                file.records() == 0
                    || ((!known.contains(file.sha256()) || isLoadedAsItIs(file, entries))
                        && (last.containsKey(file.name()) || !ofOthers.contains(file.sha256()))
                        && here.add(file.sha256())))
        .forEach(file -> read.add(file.name()));
    files.stream()
        .filter(file -> !force && !done.contains(file.name()))
        .filter(file -> goodRows(last.get(file.name())) > 0 && isOfNoUse(file, stays))
        .forEach(file -> read.add(file.name()));
    List<ExtractFile> fresh = files.stream().filter(file -> read.contains(file.name())).toList();
    done.addAll(read);
    List<ExtractFile> copies =
        files.stream()
            .filter(file -> entries.containsKey(file.name()) && !done.contains(file.name()))
            .toList();
    return new DueFiles(fresh, copies, renamed, gone, elsewhere, last);
  }

  private static boolean isLoading(LoadedFile entry) {
    return entry.status().equals(FileLedger.LOADING);
  }

  /** Whether a file is as it was and would be read as it was. */
  private static boolean isStill(LoadedFile entry, @Nullable String sha256, String reading) {
    return entry.sha256().equals(sha256) && reading.equals(entry.reading());
  }

  /** Whether only the way in which a file is read is another one: it is read anew. */
  private static boolean isLoadedAsItIs(ExtractFile file, Map<String, LoadedFile> entries) {
    LoadedFile entry = entries.get(file.name());
    return entry != null && !isLoading(entry) && entry.sha256().equals(file.sha256());
  }

  private static Set<String> contents(List<LoadedFile> entries) {
    return entries.stream().map(LoadedFile::sha256).collect(Collectors.toSet());
  }

  /** Whether another file holds the same, of which no line is good. */
  private static boolean isOfNoUse(ExtractFile file, List<LoadedFile> stays) {
    return stays.stream()
        .filter(other -> other.sha256().equals(file.sha256()))
        .anyMatch(other -> other.rowsIn() > 0 && other.rowsIn() == other.rowsRejected());
  }

  private static List<LoadedFile> renamed(
      List<ExtractFile> files, Map<String, LoadedFile> entries) {
    Set<String> names = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (ExtractFile file : files) {
      names.add(file.name());
      places.add(file.path());
    }
    return entries.values().stream()
        .filter(e -> !names.contains(e.sourceFile()) && places.contains(e.sourcePath()))
        .toList();
  }

  private static Map<String, LoadedFile> last(
      List<ExtractFile> files, Map<String, LoadedFile> entries, List<LoadedFile> renamed) {
    Map<String, List<LoadedFile>> byPlace =
        renamed.stream().collect(Collectors.groupingBy(LoadedFile::sourcePath));
    Map<String, LoadedFile> last = new HashMap<>();
    for (ExtractFile file : files) {
      Stream.concat(
              Stream.ofNullable(entries.get(file.name())),
              byPlace.getOrDefault(file.path(), List.of()).stream())
          .max(Comparator.comparingLong(DueFiles::goodRows))
          .ifPresent(entry -> last.put(file.name(), entry));
    }
    return last;
  }

  /** Rows of a file that are in the table, or would be if no other file had them. */
  static long goodRows(@Nullable LoadedFile entry) {
    return entry == null ? 0 : entry.rowsLoaded() + entry.rowsDuplicate();
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
