package org.caudal.store;

import java.util.List;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * The right to write of one run among those that write the same rows.
 *
 * <p>A table remembers the last turn in which it was written. Delta lets no write land that has the
 * same or an earlier turn, even if it was under way when the later one was taken.
 *
 * @param of what the runs write, by name
 * @param number grows from turn to turn
 */
public record Turn(String of, long number) {

  /** The turn behind this one. */
  public Turn next() {
    return plus(1);
  }

  /** A turn further behind this one. */
  public Turn plus(int turns) {
    return new Turn(of, number + turns);
  }

  /** The end of a run that another one has overtaken. */
  static ProblemException lost(TableSchema schema, @Nullable Turn turn) {
    return new ProblemException(
        ExitCode.INTERNAL,
        List.of(
            new Problem(
                turn == null ? schema.name() : turn.of(),
                "is being written by another run, to which this one gives way.",
                "Let the other run end, then run the same command again; it makes good what is"
                    + " left over.")));
  }
}
