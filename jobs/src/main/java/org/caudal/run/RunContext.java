package org.caudal.run;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a run knows of itself.
 *
 * @param runId identifies the run
 * @param codeVersion version and fingerprint of the program
 * @param command the command that repeats the run
 * @param settings every setting with its value and origin, for the report
 * @param clock the time of day; the only one in the suite
 * @param lines receives progress lines
 * @param milestones receives the name of each point passed; does nothing outside tests
 * @param force whether to write even what is up to date
 */
public record RunContext(
    String runId,
    String codeVersion,
    String command,
    List<String> settings,
    Supplier<Instant> clock,
    Consumer<String> lines,
    Consumer<String> milestones,
    boolean force) {}
