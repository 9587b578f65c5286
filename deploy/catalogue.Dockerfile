# The command genrenet with ffmpeg, for jobs:  docker build -f deploy/catalogue.Dockerfile -t genrenet .
# Run it in the root of the repository. Tags are exact versions, as in deploy/Dockerfile.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0.401 AS build
# The target architecture, amd64 or arm64, which docker sets.
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN dotnet publish src/GenreNet.Training -c Release -a $TARGETARCH --self-contained false -o /app

FROM mcr.microsoft.com/dotnet/runtime:10.0.12-noble
RUN apt-get update \
 && apt-get install -y --no-install-recommends ffmpeg \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
# The user of the image, who can write only to /tmp and to mounted volumes.
USER $APP_UID
# Without a home folder, .NET keeps its files in /tmp.
ENV HOME=/tmp DOTNET_EnableDiagnostics=0
ENTRYPOINT ["dotnet", "genrenet.dll"]
