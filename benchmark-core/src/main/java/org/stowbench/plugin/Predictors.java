package org.stowbench.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Masker;
import org.stowbench.io.Sha256;
import org.stowbench.predictor.PluginOrigin;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.TrainableProvider;

/** The predictors that there are: those of this installation, and those of plug-ins. */
public final class Predictors {

  /** By name. */
  private final List<Known> known;

  private record Known(PredictorProvider provider, Optional<PluginOrigin> plugin) {

    String name() {
      return provider.name();
    }

    String origin() {
      return words(plugin);
    }
  }

  private Predictors(List<Known> known) {
    this.known = known.stream().sorted(Comparator.comparing(Known::name)).toList();
  }

  /** All that are on the class path. */
  public static Predictors installed() {
    return new Predictors(
        ServiceLoader.load(PredictorProvider.class, Predictors.class.getClassLoader()).stream()
            .map(provider -> new Known(provider.get(), Optional.empty()))
            .toList());
  }

  /**
   * These and a plug-in's, to be used until the plug-in is closed.
   *
   * @throws InvalidInputException if a name is taken
   */
  public Predictors with(Plugin plugin) {
    List<Known> all = new ArrayList<>(known);
    for (PredictorProvider provider : plugin.providers()) {
      find(provider.name())
          .ifPresent(
              taken -> {
                throw new InvalidInputException(
                    where(plugin.origin()),
                    "there is a predictor named '%s' already, %s"
                        .formatted(taken.name(), taken.origin()));
              });
      all.add(new Known(provider, Optional.of(plugin.origin())));
    }
    return new Predictors(all);
  }

  private static InputLocation where(PluginOrigin origin) {
    return InputLocation.of("plug-in " + origin.file());
  }

  /** The providers, by name. */
  public List<PredictorProvider> providers() {
    return known.stream().map(Known::provider).toList();
  }

  private Optional<Known> find(String name) {
    return known.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private Known named(String specText) {
    String name = PredictorSpec.nameIn(specText);
    return find(name)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no predictor named '%s'; there are: %s"
                        .formatted(
                            InvalidInputException.excerpt(name),
                            known.stream().map(Known::name).collect(Collectors.joining(", ")))));
  }

  /**
   * The provider that a spec names.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public PredictorProvider provider(String specText) {
    return named(specText).provider();
  }

  /**
   * The plug-in that the predictor comes from which a spec names; empty for one that is built in.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public Optional<PluginOrigin> plugin(String specText) {
    return named(specText).plugin();
  }

  /**
   * Takes a spec apart as the predictor that it names understands it.
   *
   * @throws InvalidInputException if it names no predictor, or has options that are not the
   *     predictor's
   */
  public PredictorSpec spec(String specText) {
    PredictorProvider provider = provider(specText);
    PredictorSpec spec =
        PredictorSpec.parse(specText, provider.options(), provider.argument().isPresent());
    if (provider.argument().isPresent() && spec.argument().isEmpty()) {
      throw new InvalidInputException(
          "predictor %s needs %s: write %s:%s"
              .formatted(
                  spec.name(), provider.argument().get(), spec.name(), provider.argument().get()));
    }
    if (Masker.environment().finds(specText)) {
      throw new InvalidInputException(
          "predictor %s: holds a key of this machine's environment, which every file of a run would"
                  .formatted(spec.name())
              + " show: the predictor can read the variable itself");
    }
    return new PredictorSpec(
        spec.text(),
        spec.name(),
        spec.options(),
        spec.argument(),
        plugin(specText),
        files(spec, provider),
        kind(spec));
  }

  /** What answers, as the provider says, or as all parts are. */
  private Optional<PredictorKind> kind(PredictorSpec spec) {
    Known named = named(spec.name());
    PredictorProvider provider = named.provider();
    Optional<PredictorKind> said =
        named.plugin().isEmpty()
            ? provider.kind()
            : Plugin.guarded(
                provider.getClass().getClassLoader(),
                where(named.plugin().get()),
                () -> Objects.requireNonNull(provider.kind(), "kind"));
    if (said.isPresent()) {
      return said;
    }
    List<Optional<PredictorKind>> ofParts =
        parts(spec).stream().map(part -> spec(part).kind()).distinct().toList();
    return ofParts.size() == 1 ? ofParts.get(0) : Optional.empty();
  }

  /** The checksums of all that shapes the answers of a predictor, its parts' too. */
  private SortedMap<String, String> files(PredictorSpec spec, PredictorProvider provider) {
    SortedMap<String, String> files = new TreeMap<>();
    for (PredictorOption option : provider.options()) {
      if (option.kind() == PredictorOption.Kind.FILE) {
        spec.file(option.name()).ifPresent(file -> enter(file, files));
      }
    }
    if (provider.argument().filter("FILE"::equals).isPresent()) {
      enter(spec.argumentFile(), files);
    }
    for (String part : parts(spec)) {
      PredictorSpec made = spec(part);
      files.putAll(made.files());
      made.plugin().ifPresent(origin -> files.put("plug-in " + origin.file(), origin.checksum()));
    }
    return files;
  }

  /** What is no file that can be read is for the predictor to refuse, in its own words. */
  private static void enter(Path file, SortedMap<String, String> files) {
    if (Files.isRegularFile(file) && Files.isReadable(file)) {
      try {
        files.put(file.toString(), Sha256.checksum(file));
      } catch (IOException e) {
        throw new InvalidInputException(
            InputLocation.of(file), "cannot be read: " + FileProblem.why(e), e);
      }
    }
  }

  private List<String> parts(PredictorSpec spec) {
    Known named = named(spec.name());
    PredictorProvider provider = named.provider();
    return named.plugin().isEmpty()
        ? provider.parts(spec)
        : Plugin.guarded(
            provider.getClass().getClassLoader(),
            where(named.plugin().get()),
            () -> List.copyOf(provider.parts(spec)));
  }

  /**
   * Whether the predictor of a spec, or a part of it, learns when it is made: it can be trained,
   * and no model is named.
   */
  public boolean learns(PredictorSpec spec) {
    return (named(spec.name()).provider() instanceof TrainableProvider
            && spec.option("model").isEmpty())
        || parts(spec).stream().map(this::spec).anyMatch(this::learns);
  }

  /**
   * Takes a spec apart again that an earlier run recorded.
   *
   * @throws InvalidInputException as {@link #spec(String)} does, or if the predictor came from a
   *     plug-in that is not here now or is another now: a run is of one predictor
   */
  public PredictorSpec again(PredictorSpec recorded) {
    if (recorded.plugin().isPresent() && find(recorded.name()).isEmpty()) {
      throw new InvalidInputException(
          "predictor %s came %s, which is not here; add --plugin"
              .formatted(recorded.name(), words(recorded.plugin())));
    }
    PredictorSpec now = spec(recorded.text());
    if (!checksum(now).equals(checksum(recorded))) {
      throw new InvalidInputException(
          "predictor %s was another: %s%s, is now %s%s"
              .formatted(
                  now.name(),
                  words(recorded.plugin()),
                  checksum(recorded),
                  words(now.plugin()),
                  checksum(now)));
    }
    return now;
  }

  private static String words(Optional<PluginOrigin> plugin) {
    return plugin
        .map(origin -> "from plug-in " + InvalidInputException.excerpt(origin.file()))
        .orElse("built in");
  }

  private static String checksum(PredictorSpec spec) {
    return spec.plugin()
        .map(origin -> " (" + InvalidInputException.excerpt(origin.checksum()) + ")")
        .orElse("");
  }

  /**
   * Makes the predictor that a text describes.
   *
   * @throws InvalidInputException as {@link #spec} and the other {@link #create} do
   */
  public Predictor create(String specText, HostEnvironment environment) {
    return create(spec(specText), environment);
  }

  /**
   * Makes the predictor that a spec describes.
   *
   * @throws InvalidInputException if the spec's values cannot be used, or a plug-in's predictor
   *     cannot be made for whatever reason
   */
  public Predictor create(PredictorSpec spec, HostEnvironment environment) {
    Known named = named(spec.name());
    HostEnvironment whole = environment.with(this).madeOf(parts(spec));
    ClassLoader loader = named.provider().getClass().getClassLoader();
    if (named.plugin().isEmpty()) {
      // A plug-in's predictor may be made of ours, which must not look for their parts in it.
      return Plugin.under(loader, () -> named.provider().create(spec, whole));
    }
    InputLocation origin = where(named.plugin().get());
    return Plugin.guarded(
        loader,
        origin,
        () ->
            Plugin.owed(
                named.provider().create(spec, whole), "create()", named.provider(), origin));
  }
}
