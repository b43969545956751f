package org.stowbench.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.coco.CocoExporter;
import org.stowbench.datasets.coco.CocoImporterProvider;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.SmallDataset;
import org.stowbench.datasets.importing.HouseholdRule;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.datasets.shic.ShicImporter;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.datasets.validate.HandMade;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Distances;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.OfficialData;

/** Datasets as tables, there and back. */
class CsvExchangeTest {

  @TempDir Path temp;
  private Path tables;

  @BeforeEach
  void write() throws IOException {
    tables = Files.createDirectory(temp.resolve("tables"));
    put("scenes.csv", "scene,image\nk1,k1.jpg\n\"k, 2\",\n");
    put(
        "containers.csv",
        "scene,left,top,right,bottom,type\n"
            + "k1,0,0,10,20,drawer\n"
            + "k1,20,0,30,20,\n"
            + "\"k, 2\",0,0,9,9,drawer\n");
    put("queries.csv", "scene,item,truth\nk1,whisk,1\nk1,=ladle,not_here\n\"k, 2\",whisk,0\n");
  }

  private void put(String file, String text) throws IOException {
    Files.writeString(tables.resolve(file), text);
  }

  private DatasetFolder read() throws IOException {
    CsvImporter.importTo(tables, Labels.NONE, HouseholdRule.guess(), temp.resolve("mine"));
    return DatasetFolder.open(temp.resolve("mine"));
  }

  private static List<LabeledQuery> queries(DatasetFolder folder, String split) {
    try (Stream<LabeledQuery> queries = folder.split(split).queries()) {
      return queries.toList();
    }
  }

  @Test
  void tables_from_a_spreadsheet_become_a_dataset() throws IOException {
    DatasetFolder dataset = read();
    assertThat(dataset.metadata().description().id()).isEqualTo("mine");
    List<LabeledQuery> queries = queries(dataset, "eval");
    assertThat(queries).extracting(q -> q.query().id()).first().isEqualTo("k1#whisk");
    assertThat(queries).extracting(q -> q.query().item()).contains("=ladle");
    assertThat(queries)
        .extracting(LabeledQuery::truth)
        .containsExactly(Truth.in(1), Truth.NOT_HERE, Truth.in(0));
    assertThat(queries).extracting(q -> q.household().id()).containsExactly("k1", "k1", "k, 2");
    assertThat(queries.get(0).query().scene().container(0).outline())
        .isEqualTo(Region.box(0, 0, 10, 20));
    assertThat(DatasetValidator.validate(dataset.folder()).problems()).isEmpty();
  }

  @Test
  void outlines_votes_splits_and_a_byte_order_mark_are_read() throws IOException {
    put("containers.csv", "\uFEFFscene,region\nk1,\"[[0,0],[9,0],[9,9]]\"\nk1,\"[[5,5]]\"\n,\n");
    put(
        "queries.csv",
        "query,split,scene,item,household,truth\nq,dev,k1,whisk,home,0\nr,,k1,ladle,home,1\n");
    put("votes.csv", "query,annotator,answer\nq,ann,1\nq,bob,not_here\n");
    DatasetFolder dataset = read();
    assertThat(dataset.splits()).containsExactly("dev", "eval");
    assertThat(queries(dataset, "dev").get(0).votes().votes())
        .containsExactly(new Vote("ann", Answer.container(1)), new Vote("bob", Answer.NOT_HERE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scenes.csv     | scene,image  | scene,photo       | expected each column once, of"
            + " countertop, height, image",
        "scenes.csv     | \"k, 2\",      | k1,               | record 2, field scene: scene k1 is"
            + " there twice",
        "scenes.csv     | k1,k1.jpg    | k1                | record 1: expected 2 cells, as the"
            + " header has, found 1 cells",
        "containers.csv | k1,20,0      | k3,20,0           | record 2, field scene: expected a"
            + " scene of scenes.csv, found k3",
        "containers.csv | 20,0,30,20   | 20,0,ten,20       | record 2, field right: expected a"
            + " number, found ten",
        "containers.csv | 20,0,30,20   | 20,0,10,20        | record 2: box (20.0, 0.0) to (10.0,"
            + " 20.0): must run left to right",
        "containers.csv | 20,0,30,20   | 20,0,,20          | record 2, field right: missing",
        "queries.csv    | whisk,1      | whisk,0 2         | record 1: query k1#whisk: truth is"
            + " container 2: scene k1 has 2",
        "queries.csv    | whisk,1      | whisk,1 1         | record 1, field truth: expected each"
            + " container once, found 1 1",
        "queries.csv    | whisk,1      | whisk,2           | record 1: query k1#whisk: truth is"
            + " container 2: scene k1 has 2",
        "queries.csv    | whisk,1      | whisk,drawer      | record 1, field truth: expected a"
            + " container number, not_here",
        "queries.csv    | whisk,1      | whisk,            | record 1, field truth: missing",
        "queries.csv    | k1,=ladle    | k1,whisk          | record 2: query k1#whisk is there"
            + " twice",
        "queries.csv    | k1,whisk     | k9,whisk          | record 1, field scene: expected a"
            + " scene of scenes.csv, found k9",
      })
  void a_row_that_does_not_fit_is_named_and_nothing_is_written(
      String file, String part, String broken, String message) throws IOException {
    String text = Files.readString(tables.resolve(file));
    assertThat(text).contains(part);
    put(file, text.replaceFirst(java.util.regex.Pattern.quote(part), broken));
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(message);
    assertThat(temp.resolve("mine")).doesNotExist();
  }

  @Test
  void a_home_without_photos_is_three_tables_and_what_else_is_known() throws IOException {
    put("scenes.csv", "scene\nhome\n");
    put(
        "containers.csv",
        "scene,name,x,y,z,room\nhome,top drawer,0,1,0.5,kitchen\nhome,shelf,2,1,0.5,\n");
    put(
        "distances.csv",
        "scene,from,to,metres\nhome,start,0,1\nhome,start,1,2\nhome,0,1,2.5\nhome,1,0,3\n");
    put("queries.csv", "scene,item,truth\nhome,whisk,0 1\n");
    put("known.csv", "query,item,where\nhome#whisk,fork,0 1\nhome#whisk,tent,not_here\n");
    LabeledQuery query = queries(read(), "eval").get(0);
    assertThat(query.truth()).isEqualTo(Truth.in(0, 1));
    assertThat(query.query().known())
        .containsExactly(
            new KnownPlacement("fork", Answer.container(0)),
            new KnownPlacement("fork", Answer.container(1)),
            new KnownPlacement("tent", Answer.NOT_HERE));
    Scene scene = query.query().scene();
    assertThat(scene.container(0).name()).contains("top drawer");
    assertThat(scene.container(1).place()).contains(Box3D.at(2, 1, 0.5));
    Distances distances = scene.distances().orElseThrow();
    assertThat(distances.between(1, 0)).isEqualTo(3);
    assertThat(distances.metres().get(2)).containsExactly(2.0, 3.0, 0.0);
    assertThat(DatasetValidator.validate(temp.resolve("mine")).problems()).isEmpty();
  }

  @Test
  void an_item_of_one_household_with_two_truths_is_said() throws IOException {
    put("scenes.csv", "scene\nhome\n");
    put("containers.csv", "scene,name\nhome,top drawer\nhome,shelf\n");
    put("queries.csv", "query,scene,item,truth\na,home,whisk,0\nb,home,whisk,1\nc,home,pan,1\n");
    assertThat(
            CsvImporter.importTo(tables, Labels.NONE, HouseholdRule.guess(), temp.resolve("mine"))
                .notes())
        .singleElement()
        .asString()
        .contains("in 1 queries, such as whisk of household home in query a and in query b");
  }

  @Test
  void a_place_may_be_told_by_its_name_where_no_other_has_it() throws IOException {
    put("scenes.csv", "scene\nhome\n");
    put("containers.csv", "scene,name\nhome,top drawer\nhome,1\nhome,shelf\nhome,shelf\n");
    put("queries.csv", "query,scene,item,truth\nq,home,whisk,Top drawer\n");
    put("known.csv", "query,item,where\nq,fork,top drawer\nq,pot,1\n");
    put("votes.csv", "query,annotator,answer\nq,ann,top drawer\n");

    LabeledQuery query = queries(read(), "eval").get(0);

    assertThat(query.truth()).isEqualTo(Truth.in(0));
    assertThat(query.votes().votes()).containsExactly(new Vote("ann", Answer.container(0)));
    assertThat(query.query().known())
        .containsExactly(
            new KnownPlacement("fork", Answer.container(0)),
            new KnownPlacement("pot", Answer.container(1)));
    put("known.csv", "query,item,where\nq,fork,shelf\n");
    assertThatThrownBy(this::read)
        .hasMessageContaining(
            "known.csv: record 1, field where: expected the name of one container, or a number,"
                + " found shelf, as several are called");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "containers.csv | scene,name,x,y,z\\n"
            + "k1,a,1,2,      | record 1, field z: missing: must not be blank",
        "containers.csv | scene,name,width\\nk1,a,1         | record 1, field x: missing",
        "distances.csv  | scene,from,to,metres\\n"
            + "k1,0,5,1    | record 1, field to: expected start, or one of the scene's 2"
            + " containers, numbered from 0, found 5",
        "distances.csv  | scene,from,to,metres\\n"
            + "k1,0,1,-1   | record 1, field metres: expected 0 to a million, and 0 from a place to"
            + " itself, found -1",
        "distances.csv  | scene,from,to,metres\\n"
            + "k1,0,1,1    | scenes.csv: record 1: scene k1 has no distance from the start to"
            + " container 0 in distances.csv",
        "distances.csv  | scene,from,to,metres\\n"
            + "k1,0,1,1\\n"
            + "k1,0,1,2 | record 2: the distance from 0 to 1 is there twice",
        "known.csv      | query,item,where\\n"
            + "k1#whisk,whisks,0 | record 1: query k1#whisk: knows where whisks is, and asks for"
            + " whisk: must not be the same item",
        "known.csv      | query,item,where\\n"
            + "k1#whisk,pan,7   | record 1: query k1#whisk: known placement of pan is container 7:"
            + " scene k1 has 2",
        "known.csv      | query,item,where\\n"
            + "k1#whisk,pan,up  | record 1, field where: expected a container number, not_here, a"
            + " region [[x,y],...], or the name of a container, found up",
        "known.csv      | query,item,where\\n"
            + "k1#whisk,pan,0\\n"
            + "k1#whisk,Pans,not_here | record 2, field where: of query k1#whisk, Pans is \"not"
            + " here\", and in another record, pan is container 0: must not be both",
        "known.csv      | query,item,where\\n"
            + "k1#whisk,pan,0\\n"
            + "k9,pan,0 | record 2, field query: expected a query of queries.csv, found k9",
      })
  void a_row_about_a_home_that_does_not_fit_is_named(String file, String text, String message)
      throws IOException {
    put(file, text.replace("\\n", "\n") + "\n");
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(message);
    assertThat(temp.resolve("mine")).doesNotExist();
  }

  @Test
  void containers_that_nothing_is_said_of_are_counted() throws IOException {
    put("containers.csv", "scene,type\nk1,\nk1,drawer\n\"k, 2\",\n");
    assertThat(
            CsvImporter.importTo(tables, Labels.NONE, HouseholdRule.guess(), temp.resolve("mine"))
                .notes())
        .containsExactly(
            "2 containers have no name, type, region or position: nobody can tell which one is"
                + " meant");
  }

  @Test
  void a_home_without_photos_comes_back_from_tables_to_the_byte() throws IOException {
    DatasetFolder home = DatasetFolder.open(HandMade.writeHome(temp.resolve("home")));
    CsvExporter.export(home, temp.resolve("exported"));
    CsvImporter.importTo(
        temp.resolve("exported"), Labels.NONE, HouseholdRule.guess(), temp.resolve("back/mine"));
    DatasetFolder back = DatasetFolder.open(temp.resolve("back/mine"));
    assertThat(queries(back, "eval")).isEqualTo(queries(home, "eval"));
    CsvExporter.export(back, temp.resolve("again"));
    for (String table : CsvFolder.FILES) {
      assertThat(temp.resolve("again").resolve(table))
          .hasSameTextualContentAs(temp.resolve("exported").resolve(table));
    }
  }

  @Test
  void tables_do_not_take_the_place_of_anything_else() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("exported"));
    Files.writeString(folder.resolve("notes.txt"), "precious");
    DatasetFolder dataset = read();
    assertThatThrownBy(() -> CsvExporter.export(dataset, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("notes.txt");
    assertThat(folder.resolve("notes.txt")).hasContent("precious");
    Files.delete(folder.resolve("notes.txt"));
    CsvExporter.export(dataset, folder);
    CsvExporter.export(dataset, folder);
    assertThat(folder.resolve("votes.csv")).exists();
  }

  @Test
  void everything_comes_back_from_tables() throws IOException {
    SmallDataset.write(temp.resolve("small"));
    DatasetFolder small = DatasetFolder.open(temp.resolve("small"));
    CsvExporter.export(small, temp.resolve("exported"));
    CsvImporter.importTo(
        temp.resolve("exported"), Labels.NONE, HouseholdRule.guess(), temp.resolve("back"));
    DatasetFolder back = DatasetFolder.open(temp.resolve("back"));
    assertThat(back.metadata().description().id()).isEqualTo("back");
    assertThat(back.metadata().description())
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(small.metadata().description());
    try (Stream<Scene> before = small.scenes();
        Stream<Scene> after = back.scenes()) {
      assertThat(after.toList()).isEqualTo(before.toList());
    }
    for (String split : small.splits()) {
      assertThat(queries(back, split)).isEqualTo(queries(small, split));
    }
  }

  @Test
  void what_the_importer_says_of_the_tables_counts_more_than_what_they_say() throws IOException {
    SmallDataset.write(temp.resolve("small"));
    CsvExporter.export(DatasetFolder.open(temp.resolve("small")), temp.resolve("exported"));
    Labels labels =
        new Labels(
            Optional.of("other"), Optional.empty(), Optional.empty(), Optional.empty(), "eval");
    CsvImporter.importTo(
        temp.resolve("exported"), labels, HouseholdRule.guess(), temp.resolve("back"));
    DatasetFolder back = DatasetFolder.open(temp.resolve("back"));
    assertThat(back.metadata().description().id()).isEqualTo("other");
    assertThat(back.metadata().description().licence()).isEqualTo("CC0");
  }

  private List<LabeledQuery> readAlone(String file, String text) throws IOException {
    put(file, text);
    CsvImporter.importTo(
        tables.resolve(file), Labels.NONE, HouseholdRule.guess(), temp.resolve("mine"));
    assertThat(DatasetValidator.validate(temp.resolve("mine")).problems()).isEmpty();
    return queries(DatasetFolder.open(temp.resolve("mine")), "eval");
  }

  private static List<String> kept(List<LabeledQuery> queries) {
    return queries.stream()
        .map(
            query ->
                "%s, %s: %s"
                    .formatted(
                        query.household().id(),
                        query.query().item(),
                        query.truth().isNotHere()
                            ? "not here"
                            : query.truth().containers().stream()
                                .map(query.query().scene()::container)
                                .map(one -> one.name().orElse("container " + one.id()))
                                .toList()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "home.csv    | room,name,type,items\\n"
            + "Kitchen,top drawer,drawer,whisk; ladle\\n"
            + "Hall,rack,,\\n"
            + ",box,,whisk\\n",
        "home.tsv    | name\\titems\\ntop drawer\\t\"whisk\\n ladle\"\\nrack\\t\\nbox\\twhisk\\n",
        "home.txt    | \uFEFFContainer;Items\\r"
            + "\\n"
            + "top drawer;\"whisk; ladle\"\\r"
            + "\\n"
            + "rack;\\r"
            + "\\n"
            + "box;whisk\\r"
            + "\\n",
        "excel.csv   | sep=;\\r"
            + "\\n"
            + "Scene;Name;Contents\\r"
            + "\\n"
            + "home;top drawer;\"whisk; ladle\"\\r"
            + "\\n"
            + "home;rack;\\r"
            + "\\n"
            + "home;box;whisk\\r"
            + "\\n",
        "long.csv    | Household,Location,Item\\n"
            + "home,top drawer,whisk\\n"
            + "home,top drawer,ladle\\n"
            + "home,rack,\\n"
            + "home,box,whisk\\n",
      })
  void a_table_of_containers_with_their_items_is_enough(String file, String text)
      throws IOException {
    List<LabeledQuery> queries = readAlone(file, text.translateEscapes());
    assertThat(kept(queries))
        .containsExactly("home, whisk: [top drawer, box]", "home, ladle: [top drawer]");
    assertThat(queries.get(0).query().scene().containers()).hasSize(3);
    assertThat(new TablesImporterProvider().recognises(tables.resolve(file))).isTrue();
  }

  @Test
  void several_homes_stand_in_one_table_or_in_a_file_each() throws IOException {
    List<String> both = List.of("a, whisk: [drawer]", "a, tent: not here", "b, pan: [drawer]");
    assertThat(
            kept(
                readAlone(
                    "homes.csv",
                    "household,name,items\na,drawer,whisk\nb,drawer,pan\na,not_here,tent\n")))
        .containsExactlyElementsOf(both);
    tables = Files.createDirectory(temp.resolve("each"));
    put("a.csv", "name,items\ndrawer,whisk\nnot_here,tent\n");
    put("b.csv", "name;items\ndrawer;pan\n");
    assertThat(new TablesImporterProvider().recognises(tables)).isTrue();
    assertThat(kept(queries(read(), "eval"))).containsExactlyElementsOf(both);
    put("notes.txt", "no table\n");
    assertThat(new TablesImporterProvider().recognises(tables)).isFalse();
  }

  @Test
  void a_stock_of_twenty_thousand_bins_is_no_more_work_a_row_than_a_kitchen() throws IOException {
    StringBuilder bins = new StringBuilder("name,items\n");
    for (int bin = 0; bin < 20_000; bin++) {
      bins.append("bin ").append(bin).append(bin % 5_000 == 0 ? ",screw\n" : ",\n");
    }
    assertThat(kept(readAlone("stock.csv", bins + "bin 19999,screw\n")))
        .containsExactly("stock, screw: [bin 0, bin 5000, bin 10000, bin 15000, bin 19999]");
  }

  @Test
  void a_table_that_is_enough_goes_with_the_others() throws IOException {
    Files.delete(tables.resolve("scenes.csv"));
    put("containers.csv", "scene,name,x,y,z,items\nhome,drawer,0,1,0.5,whisk\nhome,rack,2,1,0,\n");
    put("distances.csv", "scene,from,to,metres\nhome,start,0,1\nhome,start,1,2\nhome,0,1,2.5\n");
    put("queries.csv", "scene,item,truth\nhome,tent,not_here\n");
    put("known.csv", "query,item,where\nhome#whisk,fork,rack\n");
    List<LabeledQuery> queries = queries(read(), "eval");
    assertThat(kept(queries)).containsExactly("home, whisk: [drawer]", "home, tent: not here");
    assertThat(queries.get(0).query().known())
        .containsExactly(new KnownPlacement("fork", Answer.container(1)));
    assertThat(queries.get(0).query().scene().distances()).isPresent();
  }

  @Test
  void what_such_a_table_has_beside_is_noted() throws IOException {
    put("home.csv", "name,items,colour,bought\ndrawer,\"salt, coarse\",red,2019\n,pan,,\n");
    assertThat(
            CsvImporter.importTo(
                    tables.resolve("home.csv"),
                    Labels.NONE,
                    HouseholdRule.guess(),
                    temp.resolve("mine"))
                .notes())
        .satisfiesExactly(
            comma -> assertThat(comma).contains("items with a comma: taken as one"),
            colour -> assertThat(colour).contains("1 noted: field colour: is not read"),
            bare -> assertThat(bare).startsWith("1 containers have no name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name,type\\ndrawer,drawer           | line 1, field items: missing",
        "name,items\\ndrawer,                | nothing is kept in any container",
        "name,items\\na,whisk\\nnot_here,whisk | record 2: whisk is in a container, and not here",
        "scene,household,name,items\\n"
            + "k,a,d,whisk\\n"
            + "k,b,e,pan | record 2, field household: expected a, as before in scene k, found b",
        "name,Name,items\\na,b,whisk          | line 1: column name is there twice",
        "name;items\\n"
            + "a;whisk; ladle         | record 1: expected 2 cells, as the header has, found 3"
            + " cells",
      })
  void a_table_that_cannot_be_enough_is_named(String text, String message) throws IOException {
    assertThatThrownBy(() -> readAlone("home.csv", text.translateEscapes() + "\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("home.csv")
        .hasMessageContaining(message);
    assertThat(temp.resolve("mine")).doesNotExist();
  }

  @Tag("official")
  @Test
  void the_official_data_comes_back_with_the_same_checksum_from_tables_and_from_coco()
      throws IOException {
    Path shic = temp.resolve("shic");
    new ShicImporter(OfficialData.require()).importTo(shic);
    DatasetFolder dataset = DatasetFolder.open(shic);
    CsvExporter.export(dataset, temp.resolve("exported"));
    String checksum = dataset.metadata().checksums().content();
    assertThat(
            CsvImporter.importTo(
                    temp.resolve("exported"),
                    Labels.NONE,
                    HouseholdRule.guess(),
                    temp.resolve("csv"))
                .metadata()
                .checksums()
                .content())
        .isEqualTo(checksum);
    CocoExporter.export(dataset, temp.resolve("coco.json"));
    assertThat(
            new CocoImporterProvider()
                .importTo(ImportRequest.of(temp.resolve("coco.json"), temp.resolve("coco/shic")))
                .metadata())
        .isEqualTo(dataset.metadata());
  }
}
