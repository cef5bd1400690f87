package org.caudal.run;

import java.util.ArrayList;
import java.util.List;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.job.Write;
import org.jspecify.annotations.Nullable;

/** Which job of a run may begin: one whose inputs no job before it has still to write. */
final class Turns {
  private final List<JobRequest> waiting;
  private final List<JobRequest> running = new ArrayList<>();

  /**
   * Of jobs none of which has begun.
   *
   * @param requests inputs before users
   */
  Turns(List<JobRequest> requests) {
    waiting = new ArrayList<>(requests);
  }

  /** Takes the first job that may begin; null while all that remain wait for others. */
  @Nullable JobRequest next() {
    for (int i = 0; i < waiting.size(); i++) {
      JobRequest candidate = waiting.get(i);
      if (running.stream().noneMatch(other -> goesBefore(other, candidate))
          && waiting.subList(0, i).stream().noneMatch(other -> goesBefore(other, candidate))) {
        running.add(waiting.remove(i));
        return candidate;
      }
    }
    return null;
  }

  /** A job has ended. */
  void end(JobRequest request) {
    running.remove(request);
  }

  /** Whether a job uses what one before it writes, or writes where that one does. */
  private static boolean goesBefore(JobRequest earlier, JobRequest later) {
    Job<?> first = earlier.job();
    Job<?> second = later.job();
    return JobCatalogue.feeds(first, second)
        || first.spec().output().equals(second.spec().output())
        || (loads(first) && loads(second));
  }

  /** All loading enters files, rejected and duplicate rows in the same tables. */
  private static boolean loads(Job<?> job) {
    return job.spec().write() instanceof Write.Load;
  }
}
