package org.stowbench.predictors.llm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.predictors.llm.answer.BoxReader;
import org.stowbench.predictors.llm.answer.RankingReader;
import org.stowbench.predictors.llm.answer.ReplyReader;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.prompt.PromptTemplate.Section;
import org.stowbench.predictors.llm.scene.KnownText;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.predictors.llm.scene.SceneText;
import org.stowbench.predictors.llm.vision.ScenePictures;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * The scene as a picture.
 *
 * @param template what is said
 * @param pictures draws the scene
 * @param marks whether containers are numbered and the answer is a number; else it is a box
 */
record PicturePrompts(PromptTemplate template, ScenePictures pictures, boolean marks)
    implements PromptMaker {

  @Override
  public List<Opening> openings(Query query, boolean json) {
    Numbering numbering = Numbering.ours(query.scene());
    ScenePictures.Shown shown =
        pictures.show(
            query.scene(), marks ? Optional.of(numbering) : Optional.empty(), query.known());
    String known = marks ? KnownText.of(query, numbering) : KnownText.ofPicture(query);
    String question =
        template.fill(
            Section.QUESTION,
            Map.of(
                "item", SceneText.word(query.item()),
                "scene", shown.legend() + known,
                "form", template.fill(json ? Section.JSON : Section.TEXT, Map.of())));
    ReplyReader reader = marks ? new RankingReader(numbering) : new BoxReader(shown.frame());
    return List.of(
        new Opening(
            List.of(
                Message.system(template.fill(Section.SYSTEM, Map.of())),
                Message.user(question).showing(shown.picture())),
            reader,
            marks ? numbering.choices() : List.of()));
  }

  @Override
  public Optional<String> notice() {
    return pictures.notice();
  }

  @Override
  public Optional<String> lacks(Scene scene) {
    return pictures.lacks(scene);
  }
}
