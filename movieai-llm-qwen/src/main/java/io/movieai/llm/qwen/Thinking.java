package io.movieai.llm.qwen;

/**
 * Whether a model that can reason does so before it answers. Reasoning costs time and tokens, and is never part of the
 * answer's text.
 *
 * <p>DashScope is told with the field {@code enable_thinking}. Other servers of Qwen's open weights (vLLM, llama.cpp, SGLang)
 * look for it in {@code chat_template_kwargs}, so they are sent both.
 */
public enum Thinking {
    /** As the model does by itself; nothing is sent, which every server understands. */
    MODEL_DEFAULT,
    /** The model reasons first. */
    ON,
    /** The model answers at once. */
    OFF
}
