package org.caudal.run;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.caudal.job.Period;
import org.caudal.store.Commit;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * The state of each input of a job, which changes when other rows may be there. Of a table that is
 * read as an earlier run left it only whether it is there: the run itself may write it, or lead to
 * its being written, and none would ever be up to date.
 */
final class InputStates {
  private final DeltaStore store;

  InputStates(DeltaStore store) {
    this.store = store;
  }

  /** The states by table. */
  Map<String, String> of(JobRequest request) {
    Map<String, String> states = new TreeMap<>();
    for (Class<? extends Record> table : request.job().spec().reads()) {
      TableSchema schema = TableSchema.of(table);
      states.put(schema.name(), state(request, schema));
    }
    return states;
  }

  private String state(JobRequest request, TableSchema schema) {
    if (request.job().spec().earlier().contains(schema.type())) {
      return store.exists(schema) ? "there" : "absent";
    }
    Period replaced = request.replaced();
    return replaced != null && schema.type().equals(request.job().spec().output())
        ? before(schema, replaced.firstDay())
        : store.state(schema);
  }

  /**
   * The last commit of rows before a day: what a job reads of its own output. Its own rows of that
   * day and of later ones are no input, else no run would ever be up to date.
   */
  private String before(TableSchema schema, LocalDate day) {
    return store
        .newestFirst(schema)
        .filter(commit -> !commit.keepsRows())
        .filter(commit -> mayBeBefore(commit.note().orElse(null), day))
        .findFirst()
        .map(Commit::state)
        .orElse("absent");
  }

  private static boolean mayBeBefore(@Nullable CommitNote note, LocalDate day) {
    return note == null
        || note.scope().equals("all")
        || Period.parse(note.scope()).firstDay().isBefore(day);
  }
}
