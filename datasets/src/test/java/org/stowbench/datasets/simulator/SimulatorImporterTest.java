package org.stowbench.datasets.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.Importers;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Scene;

/**
 * Homes of simulators. The examples are our own, written by the documented form of AI2-THOR's
 * metadata and the types in ProcTHOR's source: no file of theirs is in this repository.
 */
class SimulatorImporterTest {

  private static final Path EXAMPLES = Path.of("..", "examples", "homes");

  @TempDir Path temp;

  private ImportResult read(Path from) throws IOException {
    return new SimulatorImporterProvider().importTo(ImportRequest.of(from, temp.resolve("made")));
  }

  private ImportResult read(String name, String text) throws IOException {
    return read(Files.writeString(temp.resolve(name), text));
  }

  private List<LabeledQuery> queries() {
    try (Stream<LabeledQuery> queries =
        DatasetFolder.open(temp.resolve("made")).split("eval").queries()) {
      return queries.toList();
    }
  }

  private List<String> kept() {
    return queries().stream()
        .map(
            query ->
                query.household().id()
                    + ": "
                    + query.query().item()
                    + query.truth().containers().stream()
                        .map(query.query().scene()::container)
                        .map(c -> c.room().map(room -> room + "/").orElse("") + c.called())
                        .toList())
        .toList();
  }

  private Scene home() {
    return queries().get(0).query().scene();
  }

  private byte[] content() throws IOException {
    return (Files.readString(temp.resolve("made/scenes.jsonl"))
            + Files.readString(temp.resolve("made/queries.jsonl")))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String object(String id, String type, String more) {
    return "{\"objectId\":\"%s\",\"objectType\":\"%s\"%s}".formatted(id, type, more);
  }

  private static String container(String id, String type, String... parents) {
    return object(id, type, ",\"openable\":true,\"receptacle\":true" + in(parents));
  }

  private static String item(String id, String type, String... parents) {
    return object(id, type, ",\"pickupable\":true" + in(parents));
  }

  private static String furniture(String id, String type, String... parents) {
    return object(id, type, ",\"receptacle\":true,\"pickupable\":false" + in(parents));
  }

  private static String in(String... parents) {
    return ",\"parentReceptacles\":"
        + Stream.of(parents).map(p -> "\"" + p + "\"").collect(Collectors.joining(",", "[", "]"));
  }

  private static String scene(String... objects) {
    return "{\"sceneName\":\"FloorPlan1\",\"objects\":[" + String.join(",", objects) + "]}";
  }

  @Test
  void whatOpensAndHoldsThingsIsAContainerAndWhatIsCarriedIsAskedFor() throws IOException {
    ImportResult result = read(EXAMPLES.resolve("thor-kitchen.json"));

    assertThat(kept())
        .containsExactly(
            "FloorPlan1_physics: apple[cabinet near the stove burner]",
            "FloorPlan1_physics: bowl[cabinet near the stove burner]",
            "FloorPlan1_physics: bread[microwave]",
            "FloorPlan1_physics: egg[fridge]",
            "FloorPlan1_physics: fork[drawer near the stove burner]",
            "FloorPlan1_physics: mug[cabinet near the stove burner, cabinet near the sink]",
            "FloorPlan1_physics: spatula[drawer near the sink]",
            "FloorPlan1_physics: spoon[drawer near the stove burner]");
    assertThat(home().room()).contains("kitchen");
    assertThat(result.lines().get(0)).isEqualTo("Read: 1 scenes, 19 objects, 6 containers");
    assertThat(result.notes())
        .singleElement()
        .asString()
        .startsWith("1 noted: thing in the open, on what nobody opens: not asked for")
        .contains("objects[18]");
    assertThat(result.leftOut()).isZero();
    assertThat(DatasetValidator.validate(temp.resolve("made")).problems()).isEmpty();
  }

  @Test
  void everythingThatIsMadeOfItSaysThatItIsSimulated() throws IOException {
    read(EXAMPLES.resolve("thor-kitchen.json"));
    assertThat(DatasetFolder.open(temp.resolve("made")).split("eval").info().simulated()).isTrue();
  }

  @Test
  void zPointsUpAndTheFloorIsSeenFromAbove() throws IOException {
    read(
        "a.json",
        scene(
            object(
                "d",
                "Drawer",
                ",\"openable\":true,\"receptacle\":true,\"position\":{\"x\":9,\"y\":9,\"z\":9},"
                    + "\"axisAlignedBoundingBox\":{\"center\":{\"x\":1,\"y\":2,\"z\":3},"
                    + "\"size\":{\"x\":0.1,\"y\":0.2,\"z\":0.3}}"),
            object(
                "e",
                "Safe",
                ",\"openable\":true,\"receptacle\":true,\"position\":{\"x\":1,\"y\":2,\"z\":3}"),
            item("f", "Fork", "d")));
    assertThat(home().containers())
        .extracting(container -> container.place().orElseThrow())
        .containsExactly(new Box3D(1, 3, 2, 0.1, 0.3, 0.2), Box3D.at(1, 3, 2));
  }

  @Test
  void aHouseOfProcthorsKnowsWhatOpensByItsTypes() throws IOException {
    ImportResult result = read(EXAMPLES.resolve("procthor-houses.jsonl"));
    assertThat(kept())
        .containsExactly(
            "procthor-houses-0: egg[kitchen/fridge]",
            "procthor-houses-0: pen[kitchen/box]",
            "procthor-houses-0: tomato[kitchen/fridge]",
            "procthor-houses-0: watch[bedroom/safe]",
            "procthor-houses-1: bread[kitchen/microwave]",
            "procthor-houses-1: egg[kitchen/fridge]",
            "procthor-houses-1: pen[kitchen/box]",
            "procthor-houses-1: tomato[kitchen/fridge]",
            "procthor-houses-1: watch[bedroom/safe]");
    assertThat(result.notes())
        .hasSize(2)
        .anyMatch(note -> note.startsWith("2 noted: thing in the open"))
        .anyMatch(note -> note.startsWith("2 noted: thing that is carried and opened"));
  }

  @Test
  void anOlderHouseNamesTypesByItsAssetsAlone() throws IOException {
    read(
        "house.json",
        """
        {"rooms": [{"id": "room|4", "roomType": "LivingRoom"}, {"id": "room|11", "roomType": "LivingRoom"}],
         "objects": [
          {"assetId": "RoboTHOR_fridge_big_v", "id": "11|0|0", "children": [
            {"assetId": "Wine_Bottle_1", "id": "small|11|1"}, {"assetId": "Fertility_2", "id": "small|11|2"}]},
          {"assetId": "Toilet_2", "id": "4|0", "children": [{"assetId": "Candle_1", "id": "small|4|3"}]}]}
        """);
    assertThat(kept()).containsExactly("house: wine bottle[living room 2/fridge]");
  }

  @Test
  void aTableHasARowAnObjectForOtherSimulators() throws IOException {
    Path table = EXAMPLES.resolve("simulator-objects.csv");
    assertThat(Importers.recognising(table).orElseThrow().name()).isEqualTo("simulator");

    ImportResult result = read(table);

    assertThat(kept())
        .containsExactly(
            "flat7: book[bedroom/moving box]",
            "flat7: milk[kitchen/refrigerator]",
            "flat7: mug[kitchen/cabinet over the sink, kitchen/cabinet by the door]",
            "flat7: sauce pan[kitchen/cabinet by the door]");
    assertThat(home().container(1).place()).contains(new Box3D(0.3, 2.2, 1.9, 0.6, 0.35, 0.7));
    assertThat(String.join("\n", result.notes()))
        .contains("1 noted: part of a container")
        .contains("1 noted: thing in the open");
  }

  @Test
  void aParentThatATableDoesNotHaveIsTold() throws IOException {
    ImportResult result =
        read(
            "a.csv",
            "ID;Type;Parent;Openable;Pickupable\n"
                + "1;box;;yes;\n"
                + "2;pen;1;;\n"
                + "3;cup;11;;\n"
                + "4;pad;1;;no\n");
    assertThat(kept()).containsExactly("a: pen[box]");
    assertThat(result.leftOut()).isOne();
    assertThat(String.join("\n", result.notes()))
        .contains("1 left out: thing that lies in an object that is not there")
        .contains("record 3")
        .contains("1 noted: part of a container");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metadata\": {\"objects\": [%s, %s]}}",
        "{\"objects\": [%s, %s]}",
        "[%s, %s]",
        "{\"objects\": {\"a\": %s, \"b\": %s}}",
        "{\"a\": %s, \"b\": %s}",
        "\ufeff[{\"sceneName\": \"Procedural\", \"objects\": [%s, %s]}]"
      })
  void aDumpMayBeAnEventItsMetadataOrTheObjectsAlone(String form) throws IOException {
    String text = form.formatted(container("a", "Drawer"), item("b", "Fork", "a"));
    Path file = Files.writeString(temp.resolve("FloorPlan301.json"), text);
    assertThat(Importers.recognising(file).orElseThrow().name()).isEqualTo("simulator");
    read(file);
    assertThat(kept())
        .singleElement()
        .asString()
        .startsWith("FloorPlan301")
        .contains("fork[drawer]");
  }

  @Test
  void filesOfAFolderMayBePackedAndEachSceneIsOneHousehold() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("scenes"));
    Files.writeString(folder.resolve("notes.json"), "{\"by\": \"us\"}");
    Files.writeString(
        folder.resolve("b.json"), "[" + scene(container("a", "Safe"), item("b", "Pen", "a")) + "]");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.jsonl.gz")))) {
      for (int i = 0; i < 2; i++) {
        out.write(
            ("{\"objects\":[%s,%s]}\n\n".formatted(container("a", "Box"), item("b", "Pen", "a")))
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    ImportResult result = read(folder);
    assertThat(kept()).containsExactly("a-0: pen[box]", "a-1: pen[box]", "FloorPlan1: pen[safe]");
    assertThat(result.notes())
        .singleElement()
        .asString()
        .contains("JSON file that is not scenes of a simulator: passed over");
  }

  @Test
  void theOrderOfTheObjectsDoesNotMatter() throws IOException {
    List<String> objects = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      objects.add(container("d" + i, i % 3 == 0 ? "Cabinet" : "Drawer"));
      objects.add(item("f" + i, "Type" + i % 7, "d" + i, "d" + (i + 1) % 40));
    }
    read("a.json", scene(objects.toArray(String[]::new)));
    byte[] before = content();
    Collections.shuffle(objects, new Random(7));
    read("a.json", scene(objects.toArray(String[]::new)));
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void theInnermostContainerCounts() throws IOException {
    read(
        "a.json",
        scene(
            container("safe", "Safe", "shelf"),
            object(
                "box",
                "Box",
                ",\"openable\":true,\"receptacle\":true,\"pickupable\":true" + in("safe")),
            furniture("shelf", "Shelf"),
            furniture("rack", "Rack", "safe"),
            item("bowl", "Bowl", "rack"),
            item("pen", "Pen", "box", "safe", "shelf"),
            item("egg", "Egg", "bowl"),
            item("cup", "Cup", "shelf")));
    assertThat(kept())
        .containsExactly("FloorPlan1: bowl[safe]", "FloorPlan1: egg[safe]", "FloorPlan1: pen[box]");
  }

  @Test
  void objectsMayLieInEachOtherButNoCounterInACup() throws IOException {
    ImportResult result =
        read(
            "a.json",
            scene(
                container("cabinet", "Cabinet", "cup"),
                item("cup", "Cup", "cabinet", "plate", "counter"),
                item("plate", "Plate", "cup"),
                furniture("counter", "CounterTop", "cup"),
                item("egg", "Egg", "counter"),
                item("self", "Self", "self")));
    assertThat(kept()).containsExactly("FloorPlan1: cup[cabinet]", "FloorPlan1: plate[cabinet]");
    assertThat(String.join("\n", result.notes()))
        .contains("2 noted: thing that nobody carries in one that is carried: not believed")
        .contains("2 noted: thing in the open");
  }

  @Test
  void whatLiesOnTopIsInNothing() throws IOException {
    String at =
        ",\"axisAlignedBoundingBox\":{\"center\":{\"x\":0,\"y\":%s,\"z\":0},"
            + "\"size\":{\"x\":1,\"y\":1,\"z\":1}}";
    read(
        "a.json",
        scene(
            object("t", "Toilet", ",\"openable\":true,\"receptacle\":true" + at.formatted("0.5")),
            object("p", "ToiletPaper", ",\"pickupable\":true" + at.formatted("1.49") + in("t")),
            object("b", "Brush", ",\"pickupable\":true" + at.formatted("1.4") + in("t"))));
    assertThat(kept()).containsExactly("FloorPlan1: brush[toilet]");
  }

  @Test
  void aThingWhoseParentIsNotThereIsLeftOut() throws IOException {
    ImportResult result =
        read(
            "a.json",
            scene(
                object(
                    "d",
                    "Drawer",
                    ",\"openable\":true,\"receptacle\":true,\"receptacleObjectIds\":[\"f\",\"gone\"]"),
                item("f", "Fork"),
                item("s", "Spoon", "lost"),
                item("k", "Knife")));
    assertThat(kept()).containsExactly("FloorPlan1: fork[drawer]");
    assertThat(result.leftOut()).isOne();
    assertThat(String.join("\n", result.notes()))
        .contains("1 left out: thing that lies in an object that is not there")
        .contains("objects[2]")
        .contains("1 noted: thing that lies in nothing");
  }

  @Test
  void namesAreOnlyText() throws IOException {
    read("a.json", scene(container("d", "<script>1</script>"), item("f", "=A1+\u202e", "d")));
    assertThat(queries()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\": 1e999 | field objects[0].position.x: expected a finite number, found a number that"
            + " is too large",
        "\"x\": NaN | not JSON",
        "\"x\": \"1\" | field objects[0].position.x: expected a finite number",
        "\"x\": 2000000 | field objects[0].position: position (2000000.0, 0.0, 0.0): must be"
            + " numbers of metres",
        "\"u\": 1 | field objects[0].position.x: missing: must be there"
      })
  void aPositionThatIsNoneIsRefusedWithItsPlace(String x, String problem) {
    String text = scene(object("a", "Drawer", ",\"position\":{%s,\"y\":0,\"z\":0}".formatted(x)));
    assertThatThrownBy(() -> read("a.json", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a.json")
        .hasMessageContaining(problem);
    assertThat(temp.resolve("made")).doesNotExist();
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsPlace() {
    String drawer = container("a", "Drawer");
    refused("a.json", scene(drawer, drawer), "field objects[1]: object a is there twice");
    refused("a.json", scene(), "no item that is kept anywhere");
    refused("a.json", "[]", "no item that is kept anywhere");
    refused("a.json", "{\"objects\": 7}", "field objects: expected a list, found 7");
    refused("a.json", scene("{\"objectId\": \"a\"}"), "objects[0].objectType: missing");
    refused("a.json", scene(object("a", "Pen", ",\"pickupable\":1")), "expected true or false");
    String good = scene(drawer, item("b", "Fork", "a"));
    refused("a.jsonl", good + "\n" + good, "line 2: scene FloorPlan1 was there before");
    refused("a.jsonl", good + "\n{", "line 2: not JSON");
    refused("a.csv", "id,parent\n1,2\n", "openable: missing");
    refused("a.csv", "id,parent,openable\n1,,yes\n", "record 1, field type: missing");
    refused("a.csv", "id,parent,openable,type\n1,,ja und nein,x\n", "expected true or false");
    refused(
        "a.csv", "id,parent,openable,type,x,y,z\n1,,yes,x,1,NaN,2\n", "field y: expected a number");
    refused(
        "a.csv",
        "id,parent,openable,type\n1,2,yes,x\n2,3,,y\n3,1,,z\n",
        "record 1, field parent: 2 leads back to itself");
    refused("a.csv", "id,parent,openable,type\n1,1,yes,x\n", "leads back to itself");
    String[] nested =
        IntStream.range(0, 100)
            .mapToObj(i -> furniture("f" + i, "Shelf", "f" + (i + 1)))
            .toArray(String[]::new);
    refused("a.json", scene(nested), "lies in or on more than 64 objects");
  }

  private void refused(String name, String text, String problem) {
    assertThatThrownBy(() -> read(name, text))
        .as(text)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem);
    assertThat(temp.resolve("made")).doesNotExist();
  }

  @Test
  void whatUnpacksWithoutEndIsABombAndWhatIsCutIsDamaged() throws IOException {
    Path bomb = temp.resolve("bomb.jsonl.gz");
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    blanks[0] = '\n';
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb), 1 << 16)) {
      for (int i = 0; i < 258; i++) {
        out.write(blanks);
      }
    }
    assertThatThrownBy(() -> read(bomb))
        .hasMessageContaining("bomb.jsonl.gz: unpacks to more than");
    Path cut = temp.resolve("cut.json.gz");
    byte[] whole = Files.readAllBytes(bomb);
    Files.write(cut, Arrays.copyOf(whole, 1000));
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cut.json.gz");
  }

  @Test
  void thousandsOfObjectsAreReadAndMoreThanThatAreNoHome() throws IOException {
    String[] objects =
        IntStream.range(0, 10_001)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? container("d" + i, "Drawer")
                        : item("f" + i, "Fork" + i, "d" + (i - 1)))
            .toArray(String[]::new);
    read("a.json", scene(Arrays.copyOf(objects, 10_000)));
    assertThat(queries()).hasSize(5_000);
    assertThatThrownBy(() -> read("a.json", scene(objects)))
        .hasMessageContaining("more than 10,000 objects in scene FloorPlan1");
  }
}
