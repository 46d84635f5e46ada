package io.headwater.job.identity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a model is; the same for all versions that come from one beginning.
 *
 * @param model the model's name
 * @param lineage names the beginning; empty for models that began before lineages had names
 * @param begunAfter the newest version of another lineage that was there when this one began; null
 *     if there was none
 */
public record ModelIdentity(String model, String lineage, @Nullable LineageVersion begunAfter) {
  public ModelIdentity {
    requireNonNull(model, "model");
    requireNonNull(lineage, "lineage");
  }

  /** Of a state that was saved before lineages had names. */
  public static ModelIdentity withoutLineage(String model) {
    return new ModelIdentity(model, "", null);
  }

  /** Whether both are the same model, from the same beginning; it may be known better by one. */
  public boolean isOfLineage(ModelIdentity other) {
    return model.equals(other.model) && lineage.equals(other.lineage);
  }

  /**
   * The same lineage, begun after what is newest: a job that this one takes over from may have
   * published more in the meantime.
   */
  public ModelIdentity begunAfter(Optional<LineageVersion> newest) {
    return newest
        .filter(seen -> !seen.lineage().equals(lineage))
        .filter(seen -> seen.version() > versionsBefore())
        .map(seen -> new ModelIdentity(model, lineage, seen))
        .orElse(this);
  }

  /** The number after which this lineage's versions begin: they rise across lineages. */
  public long versionsBefore() {
    return begunAfter == null ? 0 : begunAfter.version();
  }

  /**
   * Whether a state of this identity has seen the version.
   *
   * @param published the newest version that the state has published, 0 if none
   */
  boolean knows(LineageVersion seen, long published) {
    if (seen.lineage().equals(lineage)) {
      return seen.version() <= published;
    }
    return Optional.ofNullable(begunAfter)
        .filter(before -> before.lineage().equals(seen.lineage()))
        .filter(before -> seen.version() <= before.version())
        .isPresent();
  }
}
