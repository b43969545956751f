package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.stowbench.datasets.importing.HouseholdRule;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.io.InputLocation;
import org.stowbench.label.HomePhotos;
import org.stowbench.label.LabelSite;
import org.stowbench.label.LabelledHome;
import org.stowbench.server.ServerSettings;
import org.stowbench.server.WebServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a person label photos of their home on a page. */
@Command(
    name = "label",
    description = {
      "Draw the drawers and doors of your home into its photos on a page, and say what is kept"
          + " where, until Ctrl-C or SIGTERM.",
      "",
      "DIR becomes a dataset, with copies of the photos. Every change is on disk before the page"
          + " says that it is saved; the same command goes on with what is there."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench label kitchen-photos --out my-home",
      "  stowbench run --dataset my-home --predictor largest",
      "  stowbench label photos --out homes --household-from folder",
      "",
      "All photos are of one household, called as their folder is, unless --household-from says"
          + " how to tell. Beyond this machine it asks for a token, which stands in the link behind"
          + " #token=: --host 0.0.0.0 --token-file token.txt --allow-host home.example."
    })
final class LabelCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;

  @Parameters(
      paramLabel = "PHOTOS",
      description = "A folder of photos: JPEG, PNG, GIF or WebP, also in folders below it.")
  private Path from;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The dataset's folder. If you began one there, you go on with it.")
  private Path out;

  @Option(
      names = "--household-from",
      paramLabel = "RULE",
      description =
          "How to tell which home a photo shows; the page can still change it. A pattern"
              + " of its name, {household}_*.jpg, or a regular expression with one group; a"
              + " FILE.csv with the columns image and household; folder: the first folder in its"
              + " name; image: each photo is a home of its own.")
  private Optional<String> householdFrom;

  @Mixin private final ListenOptions listen = new ListenOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    // Few threads: one person labels.
    ServerSettings settings = listen.settings(4);
    HomePhotos photos = HomePhotos.in(from, out);
    photos.passedOver().forEach(output::say);
    try (LabelledHome home = LabelledHome.open(out, photos.photos(), households());
        WebServer server = LabelSite.serve(home, settings, output::say)) {
      output.say("%d photos; your labels go to %s".formatted(photos.photos().size(), out));
      if (listen.hasToken()) {
        output.say("open this address with #token=TOKEN at its end");
      }
      listen.awaitStop(settings, output, "serving at " + server.address());
      output.say(
          home.dataset().isPresent()
              ? "stopping: run --dataset " + out
              : "stopping: nothing has a place yet");
    } finally {
      listen.ended();
    }
    return ExitCode.OK;
  }

  private Function<String, String> households() {
    if (householdFrom.isEmpty()) {
      Path name = from.toAbsolutePath().normalize().getFileName();
      String household = name == null || name.toString().isBlank() ? "home" : name.toString();
      return photo -> household;
    }
    ImportRequest request =
        new ImportRequest(
            from, out, Labels.NONE, Map.of(HouseholdRule.OPTION.name(), householdFrom.get()));
    HouseholdRule rule = HouseholdRule.of(request);
    InputLocation place = InputLocation.of(from);
    return photo -> rule.of(Optional.of(photo), photo, field -> Optional.empty(), place);
  }
}
