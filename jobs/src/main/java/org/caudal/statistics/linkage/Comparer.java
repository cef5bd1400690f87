package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.caudal.statistics.linkage.Expressions.TwoSided;
import org.jspecify.annotations.Nullable;

/**
 * A model made ready to compare records.
 *
 * <p>The pattern of a pair is its levels as one number: four bits a comparison, the first lowest, 0
 * where nothing can be compared, else gamma + 1.
 *
 * <p>For one thread.
 */
public final class Comparer {
  /** Bits of a comparison in a pattern. */
  static final int BITS = 4;

  private static final int MASK = (1 << BITS) - 1;

  private final Expressions expressions;
  private final Test[][] comparisons;
  private final List<BlockingRule> rules;

  /** A level: where it holds, a code of the pattern. */
  private record Test(TwoSided condition, int code) {}

  /**
   * A comparer by all comparisons of the settings.
   *
   * @param fields names of the fields of a record, in their order
   * @param rules blocking rules, in the order of their precedence
   * @throws IllegalArgumentException if a condition cannot be read or names no field
   */
  public Comparer(
      LinkageModel model, List<String> fields, Collection<String> rules, Symbols.Unit unit) {
    this(model, model.comparisons(), fields, rules, unit);
  }

  /**
   * A comparer by some comparisons of the settings: the settings alone, all their comparisons and
   * blocking rules, say which fields are lists.
   */
  Comparer(
      LinkageModel model,
      List<Comparison> compared,
      List<String> fields,
      Collection<String> rules,
      Symbols.Unit unit) {
    expressions = new Expressions(fields, unit);
    for (Comparison comparison : model.comparisons()) {
      for (Level level : comparison.levels()) {
        expressions.measure(condition(level, expressions));
      }
    }
    model.rules().forEach(rule -> expressions.findLists(expressions.read(rule)));
    rules.forEach(rule -> expressions.findBounds(expressions.read(rule)));
    comparisons = compared.stream().map(this::tests).toArray(Test[][]::new);
    this.rules = rules.stream().map(rule -> BlockingRule.of(rule, expressions)).toList();
  }

  private Test[] tests(Comparison comparison) {
    List<Test> tests = new ArrayList<>();
    int code = comparison.gammas();
    for (Level level : comparison.levels()) {
      tests.add(
          new Test(
              expressions.compile(condition(level, expressions)), level.isNull() ? 0 : code--));
    }
    return tests.toArray(Test[]::new);
  }

  private static Sql condition(Level level, Expressions expressions) {
    return level.isElse() ? new Sql.Literal(true) : expressions.read(level.condition());
  }

  /** The blocking rules, in the order of their precedence. */
  public List<BlockingRule> rules() {
    return rules;
  }

  /** A record with these fields, each as {@link Symbols.Unit#read} gives it. */
  public Candidate candidate(@Nullable String[] fields) {
    return expressions.candidate(fields);
  }

  /** The levels of a pair as one number; -1 where a comparison has no level for it. */
  public long pattern(Candidate left, Candidate right) {
    ComparedPair pair = expressions.pair(left, right);
    long pattern = 0;
    for (int i = 0; i < comparisons.length; i++) {
      pattern |= (long) code(comparisons[i], pair) << (BITS * i);
    }
    return pattern;
  }

  /** The level of a comparison in a pattern: gamma, or -1 where nothing can be compared. */
  public static int gamma(long pattern, int comparison) {
    return (int) (pattern >>> (BITS * comparison) & MASK) - 1;
  }

  /** The levels of a pattern, joined by commas. */
  public static String levels(long pattern, int comparisons) {
    StringJoiner levels = new StringJoiner(",");
    for (int i = 0; i < comparisons; i++) {
      levels.add(Integer.toString(gamma(pattern, i)));
    }
    return levels.toString();
  }

  /** The pattern of which {@link #levels} gives these. */
  public static long pattern(String levels) {
    long pattern = 0;
    int comparison = 0;
    for (String gamma : levels.split(",", -1)) {
      pattern |= (long) (Integer.parseInt(gamma) + 1) << (BITS * comparison++);
    }
    return pattern;
  }

  /**
   * Refuses conditions and rules that cannot be read or have a function that is not known.
   *
   * @throws IllegalArgumentException with the condition
   */
  @SuppressWarnings("CheckReturnValue")
  public static void requireReadable(LinkageModel model, List<String> rules) {
    List<String> all = new ArrayList<>(model.rules());
    all.addAll(rules);
    new Comparer(model, model.fields(rules), all, Symbols.Unit.BYTES);
  }

  private static int code(Test[] tests, ComparedPair pair) {
    for (Test test : tests) {
      if (test.condition().holds(pair)) {
        return test.code();
      }
    }
    return 0;
  }
}
