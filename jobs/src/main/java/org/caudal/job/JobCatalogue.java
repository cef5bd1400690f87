package org.caudal.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.caudal.problem.Nearest;
import org.caudal.problem.ProblemException;
import org.caudal.table.TableSchema;

/** Every job by its name, inputs before users. */
public final class JobCatalogue {
  private final List<Job<?>> jobs;

  /** A catalogue of the given jobs; jobs that wait for each other are refused. */
  public JobCatalogue(Collection<? extends Job<?>> jobs) {
    this.jobs = sorted(jobs);
  }

  /** All jobs, inputs before users, else by name. */
  public List<Job<?>> jobs() {
    return jobs;
  }

  /** Names of all jobs, in the same order. */
  public List<String> names() {
    return jobs.stream().map(job -> job.spec().name()).toList();
  }

  /** The tables that jobs read or write, some more than once. */
  public Stream<Class<? extends Record>> tables() {
    return jobs.stream()
        .map(Job::spec)
        .flatMap(spec -> Stream.concat(spec.reads().stream(), Stream.of(spec.output())));
  }

  /** The job of that name, if there is one. */
  public Optional<Job<?>> find(String name) {
    return jobs.stream().filter(job -> job.spec().name().equals(name)).findFirst();
  }

  /** The job of that name; a misspelt name is answered with the nearest ones. */
  public Job<?> named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                ProblemException.user(
                    name,
                    "is no job.",
                    Nearest.question(name, names()) + "`caudal list` shows all."));
  }

  /**
   * Jobs that must have ended before a job starts, by name: those that write what it reads, and
   * earlier ones that write the same table.
   */
  public List<String> upstream(Job<?> job) {
    List<Job<?>> earlier = jobs.subList(0, jobs.indexOf(job));
    return jobs.stream()
        .filter(other -> other != job)
        .filter(
            other ->
                feeds(other, job)
                    || (earlier.contains(other)
                        && other.spec().output().equals(job.spec().output())))
        .map(other -> other.spec().name())
        .toList();
  }

  /** The job of that name and every job that uses, directly or not, what it writes. */
  public List<Job<?>> from(String name) {
    Set<Job<?>> reached = new HashSet<>(Set.of(named(name)));
    for (Job<?> job : jobs) {
      if (jobs.stream().anyMatch(other -> reached.contains(other) && feeds(other, job))) {
        reached.add(job);
      }
    }
    return jobs.stream().filter(reached::contains).toList();
  }

  /**
   * An exported extract feeds the jobs that say so; a table feeds the jobs that read it, unless as
   * an earlier run left it.
   */
  public static boolean feeds(Job<?> producer, Job<?> user) {
    Class<? extends Record> made = producer.spec().output();
    return (user.spec().reads().contains(made) && !user.spec().earlier().contains(made))
        || user.spec().after().contains(made);
  }

  private static List<Job<?>> sorted(Collection<? extends Job<?>> jobs) {
    List<Job<?>> waiting = new ArrayList<>(jobs);
    waiting.sort(Comparator.comparing((Job<?> job) -> job.spec().name()));
    List<Job<?>> done = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Job<?> next =
          waiting.stream()
              .filter(job -> waiting.stream().noneMatch(other -> other != job && feeds(other, job)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "These jobs wait for each other: "
                              + waiting.stream().map(job -> job.spec().name()).toList()
                              + "."));
      waiting.remove(next);
      done.add(next);
    }
    return List.copyOf(done);
  }

  /** Name of the table a job writes. */
  public static String output(Job<?> job) {
    return TableSchema.of(job.spec().output()).name();
  }
}
