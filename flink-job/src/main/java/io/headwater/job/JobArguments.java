package io.headwater.job;

import io.headwater.job.identity.LineagePlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a job on a cluster is started with: {@code --config FILE [--new-lineage NAME] [--allow-drop
 * PART]...}.
 *
 * @param newLineage the name of a lineage to begin
 * @param allowedDrops parts of the saved state that may be dropped
 */
record JobArguments(Path config, Optional<String> newLineage, Set<String> allowedDrops) {
  private static final String CONFIG = "--config";
  private static final String NEW_LINEAGE = "--new-lineage";
  private static final String ALLOW_DROP = "--allow-drop";
  private static final Pattern LINEAGE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  JobArguments {
    allowedDrops = Set.copyOf(allowedDrops);
  }

  /**
   * @throws IllegalArgumentException if they are others than those above
   */
  static JobArguments parse(List<String> arguments) {
    Map<String, String> single = new HashMap<>();
    Set<String> drops = new LinkedHashSet<>();
    boolean valid = arguments.size() % 2 == 0;
    for (int i = 0; valid && i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      String value = arguments.get(i + 1);
      valid =
          switch (name) {
            case CONFIG -> single.put(name, value) == null;
            case NEW_LINEAGE -> LINEAGE.matcher(value).matches() && single.put(name, value) == null;
            case ALLOW_DROP -> drops.add(value);
            default -> false;
          };
    }
    String config = single.get(CONFIG);
    if (!valid || config == null) {
      throw new IllegalArgumentException(
          "the arguments are %s; they must be --config FILE, and may be followed by --new-lineage NAME, with a name of 1 to 100 letters, digits, '.', '_' and '-', and by --allow-drop PART, once for each part"
              .formatted(arguments));
    }
    return new JobArguments(Path.of(config), Optional.ofNullable(single.get(NEW_LINEAGE)), drops);
  }

  LineagePlan plan(String model) {
    return newLineage
        .map(lineage -> new LineagePlan(model, lineage, true))
        .orElseGet(() -> LineagePlan.goOn(model))
        .allowingDrops(allowedDrops);
  }
}
