package org.caudal.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caudal.problem.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads YAML into a {@link Tree}, with the line of every part. */
final class TreeReader {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** Tag of a value that is the text of a file. */
  private static final String FILE = "!file";

  private final String source;
  private final Map<String, String> environment;
  private final UnaryOperator<String> files;
  private final List<Problem> problems;

  /**
   * A reader.
   *
   * @param source file name, or where else the text comes from
   * @param environment values of <code>${NAME}</code> in texts
   * @param files text of the file that <code>!file path</code> names
   * @param problems receives what is wrong
   */
  TreeReader(
      String source,
      Map<String, String> environment,
      UnaryOperator<String> files,
      List<Problem> problems) {
    this.source = source;
    this.environment = environment;
    this.files = files;
    this.problems = problems;
  }

  /** The tree of a YAML text; no keys when it is empty or cannot be parsed. */
  Tree read(String text) {
    try {
      Node node =
          new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
      return node == null ? new Tree.Entries(Map.of(), source) : tree(node, "");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add(
          new Problem(
              source + ":" + line,
              // of a value that may be secret nothing is quoted
              "is not YAML: " + e.getProblem().replaceFirst("(alias|handle) .*", "$1") + ".",
              "Mend the indentation, quotes or colons there."));
      return new Tree.Entries(Map.of(), source);
    } catch (ReaderException e) {
      long line = text.substring(0, e.getPosition()).lines().count();
      problems.add(
          new Problem(
              source + ":" + Math.max(1, line),
              String.format(
                  Locale.ROOT,
                  "is not YAML: it holds the control character U+%04X.",
                  e.getCodePoint()),
              "Is it a text file? Take the character out."));
      return new Tree.Entries(Map.of(), source);
    }
  }

  private Tree tree(Node node, String path) {
    String place = source + (node.getStartMark() == null ? "" : lineOf(node));
    if (node instanceof MappingNode mapping) {
      Map<String, Tree> entries = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        String keyPlace = source + lineOf(tuple.getKeyNode());
        Tree value = at(tree(tuple.getValueNode(), join(path, key)), keyPlace);
        if (entries.put(key, value) != null) {
          problems.add(
              new Problem(
                  keyPlace + "  " + join(path, key), "is given twice.", "Keep one of the two."));
        }
      }
      return new Tree.Entries(entries, place);
    }
    if (node instanceof SequenceNode sequence) {
      List<Tree> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(tree(item, path));
      }
      return new Tree.Items(items, place);
    }
    ScalarNode scalar = (ScalarNode) node;
    if (scalar.getTag().getValue().equals(FILE)) {
      String named = expanded(scalar.getValue(), place + "  " + path);
      return new Tree.Text(files.apply(named), place);
    }
    return scalar.getTag().equals(Tag.NULL) && scalar.isPlain()
        ? new Tree.Entries(Map.of(), place)
        : new Tree.Text(expanded(scalar.getValue(), place + "  " + path), place);
  }

  /** Single values and groups are shown at the line of their key. */
  private static Tree at(Tree tree, String place) {
    if (tree instanceof Tree.Entries entries) {
      return new Tree.Entries(entries.entries(), place);
    }
    return tree instanceof Tree.Items items ? new Tree.Items(items.items(), place) : tree;
  }

  private String expanded(String value, String where) {
    Matcher matcher = VARIABLE.matcher(value);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String found = environment.get(name);
      if (found == null) {
        problems.add(
            new Problem(
                where,
                "uses ${" + name + "}, which the environment does not have.",
                "Set the variable " + name + ", or write the value."));
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(found == null ? "" : found));
    }
    return matcher.appendTail(result).toString();
  }

  private static String lineOf(Node node) {
    return ":" + (node.getStartMark().getLine() + 1);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
