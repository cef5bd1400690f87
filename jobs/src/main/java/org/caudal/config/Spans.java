package org.caudal.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.caudal.job.Daily;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.job.Monthly;

/** The months or days of a run, for the jobs that take them. */
final class Spans {
  private Spans() {}

  /** The section of a job with the span of the run, unless it gives its own. */
  static Tree with(Job<?> job, Tree section, Map<String, Tree> top) {
    String key = key(job);
    Tree span = top.get(key);
    if (span == null
        || !(section instanceof Tree.Entries given)
        || given.entries().containsKey(key)) {
      return section;
    }
    Map<String, Tree> entries = new LinkedHashMap<>(given.entries());
    entries.put(key, span);
    return new Tree.Entries(entries, given.place());
  }

  /** The keys without the spans of sections, where those that win over them have one of the run. */
  static Tree.Entries without(Tree.Entries root, Overrides winning, JobCatalogue catalogue) {
    if (!(root.entries().get("jobs") instanceof Tree.Entries jobs)) {
      return root;
    }
    Map<String, Tree> sections = new LinkedHashMap<>(jobs.entries());
    for (Job<?> job : catalogue.jobs()) {
      if (winning.have(key(job))
          && sections.get(job.spec().name()) instanceof Tree.Entries section) {
        Map<String, Tree> entries = new LinkedHashMap<>(section.entries());
        entries.remove(key(job));
        sections.put(job.spec().name(), new Tree.Entries(entries, section.place()));
      }
    }
    Map<String, Tree> entries = new LinkedHashMap<>(root.entries());
    entries.put("jobs", new Tree.Entries(sections, jobs.place()));
    return new Tree.Entries(entries, root.place());
  }

  /** What a job calls its span; empty where it has none of the run. */
  private static String key(Job<?> job) {
    Class<?> params = job.spec().paramsType();
    return Monthly.class.isAssignableFrom(params)
        ? "months"
        : Daily.class.isAssignableFrom(params) ? "days" : "";
  }
}
