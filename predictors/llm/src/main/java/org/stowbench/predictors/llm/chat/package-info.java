/**
 * What a conversation with a language model is, whoever holds it: messages in, a reply out. Models
 * that cost money, models on this machine, the cache and recorded answers are all a {@link
 * org.stowbench.predictors.llm.chat.Chat}.
 */
package org.stowbench.predictors.llm.chat;
