package org.caudal.docs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caudal.config.Keys;
import org.caudal.config.RunSettings;
import org.caudal.config.ScalarReader;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A configuration with every key, each with its meaning; keys that may be absent are commented out.
 */
final class ExampleConfiguration {
  private static final int WIDTH = 110;
  private static final Pattern SUCH_AS = Pattern.compile("such as (\\S+)");

  private final StringBuilder yaml = new StringBuilder();

  private ExampleConfiguration() {}

  static String text(JobCatalogue jobs) {
    ExampleConfiguration example = new ExampleConfiguration();
    example.yaml.append(
        """
        # yaml-language-server: $schema=schema.json
        # Every key with its default, or an example where it has none. Copy what you need: a key that is left
        # out has its default, a job without a section does not run with `caudal run --all`.

        """);
    example.keys(RunSettings.class, "", Map.of());
    example.yaml.append("\njobs:\n");
    for (Job<?> job : jobs.jobs()) {
      example.comment(job.spec().summary(), "  ");
      boolean bare = job.spec().paramsType().getRecordComponents().length == 0;
      example.yaml.append("  ").append(job.spec().name()).append(bare ? ": {}\n" : ":\n");
      example.keys(job.spec().paramsType(), "    ", Map.of());
    }
    return example.yaml.toString();
  }

  /** The keys of a record, with the values that the group of it has, where it has some. */
  private void keys(Class<?> record, String indent, Map<String, Object> given) {
    for (RecordComponent component : record.getRecordComponents()) {
      comment(Keys.docOf(component), indent);
      String key = Keys.of(component);
      if (Parameter.isGroup(component.getType())) {
        yaml.append(indent).append(key).append(":\n");
        keys(component.getType(), indent + "  ", group(component));
        continue;
      }
      Optional<String> standard = Keys.defaultOf(component);
      boolean absent = standard.isEmpty() && Keys.isOptional(component) && !given.containsKey(key);
      yaml.append(indent)
          .append(absent ? "# " : "")
          .append(key)
          .append(": ")
          .append(
              given.containsKey(key)
                  ? given.get(key)
                  : standard.orElseGet(() -> example(component)))
          .append('\n');
    }
  }

  private static Map<String, Object> group(RecordComponent component) {
    return Keys.exampleOf(component)
        .or(() -> Keys.defaultOf(component))
        .<Map<String, Object>>map(
            text -> new Yaml(new SafeConstructor(new LoaderOptions())).load(text))
        .orElse(Map.of());
  }

  private static String example(RecordComponent component) {
    Type type = component.getGenericType();
    Matcher named =
        SUCH_AS.matcher(
            type instanceof ParameterizedType ? "" : ScalarReader.nameOf((Class<?>) type));
    return Keys.exampleOf(component)
        .or(() -> named.find() ? Optional.of(named.group(1)) : Optional.empty())
        .orElseThrow(
            () -> new IllegalStateException(component + " needs a @Default or an @Example."));
  }

  /** The text as comment lines. */
  private void comment(String text, String indent) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() + word.length() + 1 > WIDTH) {
        yaml.append(indent).append("#").append(line).append('\n');
        line.setLength(0);
      }
      line.append(' ').append(word);
    }
    yaml.append(indent).append("#").append(line).append('\n');
  }
}
